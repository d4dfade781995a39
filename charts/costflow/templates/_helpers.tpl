{{/* The name of all objects, or its beginning. */}}
{{- define "costflow.name" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels of every object. */}}
{{- define "costflow.labels" -}}
app.kubernetes.io/name: costflow
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "costflow.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{/* costflow.yaml, from the values that the chart needs itself and everything else under config. */}}
{{- define "costflow.config" -}}
{{- $lake := dict "root" .Values.lake.root -}}
{{- $s3 := dict -}}
{{- if .Values.s3.endpoint }}{{ $_ := set $s3 "endpoint" .Values.s3.endpoint }}{{ end -}}
{{- if .Values.s3.region }}{{ $_ := set $s3 "region" .Values.s3.region }}{{ end -}}
{{- if .Values.s3.pathStyleAccess }}{{ $_ := set $s3 "path-style-access" true }}{{ end -}}
{{- if $s3 }}{{ $_ := set $lake "s3" $s3 }}{{ end -}}
{{- $config := dict "lake" $lake "database" (dict "url" .Values.database.url "user" .Values.database.user) -}}
{{- if .Values.serve.enabled -}}
{{- $serve := dict "mode" .Values.serve.mode -}}
{{- if .Values.serve.trinoUrl }}{{ $_ := set $serve "trino" (dict "url" .Values.serve.trinoUrl) }}{{ end -}}
{{- $_ := set $config "serve" $serve -}}
{{- end -}}
{{- mergeOverwrite $config (deepCopy .Values.config) | toYaml -}}
{{- end -}}

{{/* Whether S3 has certificates of authorities that Java does not know, and the ConfigMap that has these. */}}
{{- define "costflow.authorities" -}}
{{- if .Values.trustedAuthorities.existingConfigMap -}}
{{ .Values.trustedAuthorities.existingConfigMap }}
{{- else if .Values.trustedAuthorities.openshiftServiceCa -}}
{{ include "costflow.name" . }}-service-ca
{{- end -}}
{{- end -}}

{{/* The port of an address: its own, or the one of its scheme. */}}
{{- define "costflow.port" -}}
{{- $url := urlParse (trimPrefix "jdbc:" .) -}}
{{- $host := last (splitList "," (get $url "host")) -}}
{{- if regexMatch ":[0-9]+$" $host -}}
{{ regexFind "[0-9]+$" $host }}
{{- else -}}
{{ get (dict "https" "443" "http" "80" "postgresql" "5432") (get $url "scheme") }}
{{- end -}}
{{- end -}}

{{/* The last argument's keys over those of the first; null takes a key away. Both are dicts of texts. */}}
{{- define "costflow.over" -}}
{{- $result := deepCopy (index . 0) -}}
{{- range $key, $value := index . 1 -}}
{{- if kindIs "invalid" $value }}{{ $_ := unset $result $key }}{{ else }}{{ $_ := set $result $key (toString $value) }}{{ end -}}
{{- end -}}
{{- toYaml $result -}}
{{- end -}}

{{/* Flink's settings: those of k8s/job, of a file beside it, of the site, and of the values. Arguments: the root, and the file. */}}
{{- define "costflow.flinkConfiguration" -}}
{{- $root := index . 0 -}}
{{- $file := $root.Files.Get (index . 1) | fromYaml -}}
{{- $job := $root.Files.Get "files/flink-deployment.yaml" | fromYaml -}}
{{- $values := $root.Values -}}
{{- $site := dict "s3.endpoint" ($values.s3.endpoint | default nil) "s3.endpoint.region" ($values.s3.region | default nil) "s3.path.style.access" (ternary "true" nil $values.s3.pathStyleAccess) -}}
{{- $folders := dict "execution.checkpointing.dir" "checkpoints" "execution.checkpointing.savepoint-dir" "savepoints" "high-availability.storageDir" "ha" -}}
{{- $settings := include "costflow.over" (list $job.spec.flinkConfiguration $file.spec.flinkConfiguration) | fromYaml -}}
{{- range $key, $folder := $folders -}}
{{- if hasKey $settings $key }}{{ $_ := set $site $key (printf "%s/%s" (trimSuffix "/" $values.state.location) $folder) }}{{ end -}}
{{- end -}}
{{- if include "costflow.authorities" $root -}}
{{- $_ := set $site "env.java.opts.all" "-Djavax.net.ssl.trustStore=/opt/costflow-trust/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit" -}}
{{- end -}}
{{- with $values.internalTls -}}
{{- if .existingSecret -}}
{{- $store := printf "/opt/costflow-tls/%s" .key -}}
{{- $_ := set $site "security.ssl.internal.enabled" "true" -}}
{{- $_ := set $site "security.ssl.internal.store-type" "PKCS12" -}}
{{- range $which := list "keystore" "truststore" -}}
{{- $_ := set $site (printf "security.ssl.internal.%s" $which) $store -}}
{{- $_ := set $site (printf "security.ssl.internal.%s-password" $which) $values.internalTls.password -}}
{{- end -}}
{{- $_ := set $site "security.ssl.internal.key-password" .password -}}
{{- end -}}
{{- end -}}
{{- $settings = include "costflow.over" (list $settings $site) | fromYaml -}}
{{- include "costflow.over" (list $settings $values.flinkConfiguration) -}}
{{- end -}}

{{/* What every pod has: who pulls and where it runs. */}}
{{- define "costflow.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{- define "costflow.podSecurity" -}}
runAsNonRoot: true
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "costflow.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* The keys of S3 as AWS's usual variables, unless pods have an identity. The argument: a secret and its keys. */}}
{{- define "costflow.s3Variables" -}}
{{- if .existingSecret }}
- name: AWS_ACCESS_KEY_ID
  valueFrom: {secretKeyRef: {name: {{ .existingSecret }}, key: {{ .accessKeyKey }}}}
- name: AWS_SECRET_ACCESS_KEY
  valueFrom: {secretKeyRef: {name: {{ .existingSecret }}, key: {{ .secretKeyKey }}}}
{{- end }}
{{- end -}}

{{/* Turns the authorities into a trust store, beside those that Java knows. keytool takes one certificate of a file, so the file is split. */}}
{{- define "costflow.trustStore" -}}
- name: trust-store
  image: {{ include "costflow.image" . }}
  command: [sh, -ec]
  args:
    - |
      {{- .Files.Get "files/trust-store.sh" | nindent 6 }}
  securityContext: {{ include "costflow.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - {name: trusted-authorities, mountPath: /opt/costflow-authorities, readOnly: true}
    - {name: trust-store, mountPath: /opt/costflow-trust}
    - {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "costflow.trustVolumes" -}}
- name: trusted-authorities
  configMap: {name: {{ include "costflow.authorities" . }}, items: [{key: {{ .Values.trustedAuthorities.key }}, path: authorities.pem}]}
- {name: trust-store, emptyDir: {}}
{{- end -}}

{{/* The pod template of a FlinkDeployment. Arguments: the root, the part that the pods are of, and whether they answer queries. */}}
{{- define "costflow.flinkPods" -}}
{{- $root := index . 0 -}}
{{- $part := index . 1 -}}
{{- $queries := index . 2 -}}
{{- $values := $root.Values -}}
metadata:
  labels:
    app.kubernetes.io/part-of: {{ $part }}
  {{- if or (not $queries) $values.podAnnotations }}
  annotations:
    {{- if not $queries }}
    # A change of costflow.yaml changes the deployment, and the operator restarts the job with it, from a savepoint.
    checksum/config: {{ include "costflow.config" $root | sha256sum }}
    {{- end }}
    {{- with $values.podAnnotations }}{{ toYaml . | nindent 4 }}{{ end }}
  {{- end }}
spec:
  securityContext: {{ include "costflow.podSecurity" $root | nindent 4 }}
  {{- include "costflow.placement" $root | nindent 2 }}
  {{- if $values.spreadTaskManagers }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels: {app.kubernetes.io/part-of: {{ $part }}, component: taskmanager}
  {{- end }}
  {{- if include "costflow.authorities" $root }}
  initContainers: {{ include "costflow.trustStore" $root | nindent 4 }}
  {{- end }}
  containers:
    - name: flink-main-container
      securityContext: {{ include "costflow.containerSecurity" $root | nindent 8 }}
      env:
        {{- if $queries }}
        # Flink's scripts add it to the class path of every process, after lib: classes are loaded once, not for each query.
        - {name: HADOOP_CLASSPATH, value: /opt/flink/usrlib/costflow-job.jar}
        {{- include "costflow.s3Variables" $values.queries.s3 | nindent 8 }}
        {{- else }}
        # Read again for each connection: a new password needs no restart.
        - {name: COSTFLOW_DATABASE_PASSWORD_FILE, value: /opt/costflow-secrets/database-password}
        {{- include "costflow.s3Variables" $values.s3 | nindent 8 }}
        {{- end }}
        {{- if $values.jsonLogs }}
        - {name: COSTFLOW_LOG_LAYOUT, value: json}
        {{- end }}
      ports:
        - {name: metrics, containerPort: 9249}
      volumeMounts:
        {{- if not $queries }}
        - {name: costflow-config, mountPath: /opt/costflow, readOnly: true}
        - {name: costflow-secrets, mountPath: /opt/costflow-secrets, readOnly: true}
        {{- end }}
        - {name: tmp, mountPath: /tmp}
        - {name: flink-files, mountPath: /var/lib/flink}
        - {name: flink-log, mountPath: /opt/flink/log}
        {{- if include "costflow.authorities" $root }}
        - {name: trust-store, mountPath: /opt/costflow-trust, readOnly: true}
        {{- end }}
        {{- if $values.internalTls.existingSecret }}
        - {name: internal-tls, mountPath: /opt/costflow-tls, readOnly: true}
        {{- end }}
  volumes:
    {{- if not $queries }}
    - name: costflow-config
      configMap: {name: {{ include "costflow.name" $root }}-config}
    - name: costflow-secrets
      secret:
        secretName: {{ $values.database.existingSecret }}
        items: [{key: {{ $values.database.passwordKey }}, path: database-password}]
    {{- end }}
    - {name: tmp, emptyDir: {}}
    - {name: flink-files, emptyDir: {}}
    - {name: flink-log, emptyDir: {}}
    {{- if include "costflow.authorities" $root }}
    {{- include "costflow.trustVolumes" $root | nindent 4 }}
    {{- end }}
    {{- if $values.internalTls.existingSecret }}
    - name: internal-tls
      secret: {secretName: {{ $values.internalTls.existingSecret }}}
    {{- end }}
{{- end -}}

{{/* Who may talk to the pods of a part, and whom they may talk to. Arguments: the root, and the part, after which the policy is called. */}}
{{- define "costflow.networkPolicy" -}}
{{- $root := index . 0 -}}
{{- $part := index . 1 -}}
{{- $values := $root.Values -}}
{{- $addresses := list $values.database.url ($values.s3.endpoint | default "https://s3.amazonaws.com") -}}
{{- if and $values.serve.enabled $values.serve.trinoUrl }}{{ $addresses = append $addresses $values.serve.trinoUrl }}{{ end -}}
{{- $ports := list "443" "6443" -}}
{{- range $addresses }}{{ $ports = append $ports (include "costflow.port" .) }}{{ end -}}
{{- range $values.networkPolicy.extraPorts }}{{ $ports = append $ports (toString .) }}{{ end -}}
# Who may talk to the pods, and whom they may talk to. The REST interface can stop the job, so only the operator reaches it.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $part }}
  labels: {{ include "costflow.labels" $root | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/part-of: {{ $part }}
  policyTypes: [Ingress, Egress]
  ingress:
    # among themselves
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/part-of: {{ $part }}
    # the operator
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: {{ $values.networkPolicy.operatorNamespace }}
          podSelector:
            matchLabels:
              app.kubernetes.io/name: flink-kubernetes-operator
      ports:
        - {protocol: TCP, port: 8081}
    # Prometheus: metrics are no secret within the cluster
    - ports:
        - {protocol: TCP, port: 9249}
  egress:
    - to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/part-of: {{ $part }}
    # names; OpenShift's name servers listen on 5353
    - to:
        - namespaceSelector: {}
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
        - {protocol: UDP, port: 5353}
        - {protocol: TCP, port: 5353}
    # PostgreSQL, S3 and the Kubernetes API
    - ports:
        {{- range $ports | uniq }}
        - {protocol: TCP, port: {{ . }}}
        {{- end }}
{{- end -}}

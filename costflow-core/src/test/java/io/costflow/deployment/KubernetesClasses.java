package io.costflow.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;

/** Reads resources with the classes of Kubernetes' Java client, which has those of Prometheus' operator. These keep what they do not know; here it is an error. */
final class KubernetesClasses {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NothingElse())
            .build();

    private KubernetesClasses() {}

    /** The resource as an object of its kind's class. */
    static Object read(ObjectNode resource) throws IOException {
        return STRICT.treeToValue(resource, typeOf(resource.path("apiVersion").asText() + "/" + resource.path("kind").asText()));
    }

    private static Class<?> typeOf(String kind) {
        return switch (kind) {
            case "v1/ConfigMap" -> ConfigMap.class;
            case "v1/Service" -> Service.class;
            case "apps/v1/Deployment" -> io.fabric8.kubernetes.api.model.apps.Deployment.class;
            case "batch/v1/CronJob" -> CronJob.class;
            case "v1/ServiceAccount" -> ServiceAccount.class;
            case "networking.k8s.io/v1/NetworkPolicy" -> NetworkPolicy.class;
            case "rbac.authorization.k8s.io/v1/Role" -> Role.class;
            case "rbac.authorization.k8s.io/v1/RoleBinding" -> RoleBinding.class;
            case "monitoring.coreos.com/v1/PodMonitor" -> PodMonitor.class;
            case "monitoring.coreos.com/v1/PrometheusRule" -> PrometheusRule.class;
            default -> throw new IllegalArgumentException("There is no class for resources of the kind " + kind + ".");
        };
    }

    /** Takes from the classes the places where they keep what they do not know. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}

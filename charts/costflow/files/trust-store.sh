cd /opt/costflow-trust
awk '/BEGIN CERTIFICATE/ {n++} n {print > sprintf("/tmp/authority-%03d.pem", n)}' /opt/costflow-authorities/authorities.pem
keytool -importkeystore -noprompt -srckeystore "$JAVA_HOME/lib/security/cacerts" -srcstorepass changeit -destkeystore trust.p12 -deststoretype PKCS12 -deststorepass changeit
for file in /tmp/authority-*.pem; do
  keytool -importcert -noprompt -alias "$(basename "$file" .pem)" -file "$file" -keystore trust.p12 -storepass changeit
done

# Costflow's image: Flink's own, and what Maven laid out in costflow-core/target/image (mvn -Dmaven.test.skip=true -pl costflow-core package). Nothing is downloaded here or at start.
#
# It runs as any user id of group 0, as OpenShift wants it, with a root file system that is read-only. Written to are
#   /tmp            Java's temporary files
#   /var/lib/flink  io.tmp.dirs: RocksDB, blobs, buffers of uploads
#   /opt/flink/log  garbage collector logs and the like, if they are asked for
# which are volumes (emptyDir) then.

# In a disconnected site: --build-arg FLINK_IMAGE=registry.example.com/mirror/flink:2.3.0-java17
ARG FLINK_IMAGE=docker.io/library/flink:2.3.0-java17
FROM ${FLINK_IMAGE}

# Flink's own files can be read by everybody and stay as they are. Where there are no volumes, group 0 may write to these two.
USER root
RUN mkdir -p /var/lib/flink /opt/flink/log && chown 9999:0 /var/lib/flink /opt/flink/log && chmod 0775 /var/lib/flink /opt/flink/log

# The mode is a number, since released versions of Podman and buildah, and OpenShift's builds with them, know no other.
# usrlib: the job; plugins: S3 and Prometheus, each with a separate class loader; conf: what a cluster without the operator runs with.
COPY --chown=0:0 --chmod=0755 costflow-core/target/image/ /opt/flink/

# A number, so that Kubernetes can tell that it is not root.
USER 9999:0

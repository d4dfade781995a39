package io.costflow.costmodel;

import java.time.LocalDate;

/** That a namespace has usage on a node, or on none, on a day. */
record NamespaceNode(LocalDate day, String namespace, String node) {}

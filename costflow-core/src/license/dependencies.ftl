<#list dependencyMap as entry>
<#assign artifact = entry.getKey()/>
${artifact.groupId}|${artifact.artifactId}|${artifact.version}|<#list entry.getValue() as license>${license}<#if license_has_next> or </#if></#list>
</#list>

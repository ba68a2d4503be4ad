# Six of khung's rules in Rego, over the estate that benches/peers/src/estate.rs writes as JSON. References are
# resolved and owners known there already: Rego starts where khung's graph is built.
#
# What is missing is undefined here, so a rule that lacks a fact stays silent. There are no places, paths or words.
package khung

import rego.v1

ended(flow) if flow.f.status in {"ended", "refused"}

registered contains id if some id in data.subjects.system

registered contains id if some id in data.subjects.platform

# interoperability/cross-agency-flow-bypasses-platform

cross_agency contains id if {
	some id in data.subjects.flow
	flow := data.objects[id]
	flow.f.kind in {"data-exchange", "service", "technical"}
	from := data.objects[flow.from]
	to := data.objects[flow.to]
	from.noun != "actor"
	to.noun != "actor"
	from.authority != to.authority
	not private(from)
	not private(to)
	not ended(flow)
	not secret(flow)
	not technical(flow)
	not channel(from)
	not channel(to)
	not shared(flow)
}

private(object) if {
	owner := data.objects[object.owner]
	owner.f.level == "organisation"
	not owner.f.parent
}

secret(flow) if "state-secret" in flow.f.classification

secret(flow) if {
	some kept in flow.f.data
	"state-secret" in data.objects[kept].f.classification
}

technical(flow) if {
	count(flow.f.purpose) > 0
	every purpose in flow.f.purpose {
		purpose in {"authentication", "administration", "monitoring", "logging", "backup"}
	}
}

channel(object) if {
	system := data.objects[object.system]
	system.f.sharing in {"national-a", "national-other"}
	system.f.layer in {"channel", "infrastructure"}
}

shared(flow) if {
	some stop in flow.through
	system := data.objects[data.objects[stop].system]
	platform(system)
}

shared(flow) if {
	not flow.f.via
	some mechanism in flow.f.mechanisms
	mechanism in {"ndop", "ndxp", "ldop", "lgsp", "interconnection-axis"}
}

platform(system) if {
	system.f.kind in {"national-orchestration", "national-exchange", "orchestration-platform", "service-platform"}
}

platform(system) if {
	system.f.kind == "document-axis"
	system.f.sharing == "national-a"
}

# interoperability/insecure-transport

insecure contains id if {
	some id in data.subjects.flow
	flow := data.objects[id]
	crosses(flow)
	not ended(flow)
	weak(protocol(flow), flow)
}

crosses(flow) if data.objects[flow.from].system != data.objects[flow.to].system

crosses(flow) if {
	data.objects[flow.from].noun == "component"
	data.objects[flow.to].noun == "component"
	data.objects[flow.from].f.zone != data.objects[flow.to].f.zone
}

protocol(flow) := flow.f.protocol

protocol(flow) := data.objects[flow.to].f.protocol if {
	not flow.f.protocol
	data.objects[flow.to].noun == "interface"
}

weak(protocol, _) if protocol in {"ssl-v3", "tls-1.0", "tls-1.1", "smb-v1"}

weak(protocol, flow) if {
	protocol in {
		"http", "ftp", "tftp", "telnet", "rlogin", "ldap", "smtp", "snmp-v1-v2", "ws", "mqtt", "amqp", "kafka", "rtsp",
	}
	not tunnelled(flow)
}

tunnelled(flow) if {
	some safeguard in flow.f.safeguards
	safeguard in {"vpn", "encryption-in-transit", "double-encryption-in-transit"}
}

# security-zones/security-level-missing

level_missing contains id if {
	some id in registered
	object := data.objects[id]
	not retired(object)
	not levelled(object)
}

retired(object) if object.f.lifecycle == "retired"

levelled(object) if object.f.security.level in {1, 2, 3, 4, 5}

# security-zones/level-too-low-for-procedure-system

level_too_low contains id if {
	some id in registered
	object := data.objects[id]
	object.f.kind == "procedure-system"
	not retired(object)
	object.f.security.level < 3
}

# shared-platforms/duplicates-group-a-platform

duplicates contains id if {
	some id in registered
	object := data.objects[id]
	not object.f.sharing in {"national-a", "national-b", "national-other"}
	not object.f.lifecycle in {"merging", "replacing", "retired"}
	not object.f.plan in {"merge-reorganise", "replace-retire"}
	some capability in object.f.capabilities
	some provider in data.national[capability]
	other := data.objects[provider]
	other.f.sharing == "national-a"
	other.authority != object.authority
	running(provider)
}

running(provider) if data.objects[provider].f.lifecycle in {"operating", "upgrading"}

running(provider) if {
	some reference in data.references[provider]
	data.objects[reference].f.usage in {"in-use", "partly-used"}
}

# security-zones/database-reachable-from-outside

reachable_database contains id if {
	some id in graph.reachable(steps, outside)
	store(data.objects[id])
}

outside contains id if {
	some id, object in data.objects
	open(object)
}

open(object) if {
	object.noun == "zone"
	object.f.kind in {"internet", "wan", "wireless", "partner"}
}

open(object) if {
	object.noun == "actor"
	object.f.network[_] in {"internet", "mobile"}
}

open(object) if {
	object.noun == "actor"
	object.f.network in {"internet", "mobile"}
}

open(object) if {
	object.noun == "actor"
	object.f.kind in {"citizens", "businesses", "partner", "foreign", "internet"}
}

open(object) if {
	object.noun == "component"
	object.f.exposure == "internet"
	object.f.kind
	not object.f.kind in answering
}

store(object) if {
	object.noun in {"zone", "component"}
	object.f.kind == "database"
}

store(object) if {
	object.noun == "interface"
	data.objects[object.f.on].f.kind == "database"
}

answering := {
	"application", "api-gateway", "integration", "etl", "masking", "analytics", "ai-model", "agent-node",
	"security-gateway", "one-way-gateway", "iot-gateway", "database",
}

waypoint(object) if {
	object.noun == "component"
	object.f.kind in answering
}

waypoint(object) if {
	object.noun == "zone"
	object.f.kind in {"server", "internal-server", "management", "device-management"}
}

waypoint(object) if object.noun in {"interface", "system", "platform", "reference"}

# `graph.reachable` knows no condition on nodes or edges, so the graph it may walk is made first.
steps[id] := next if {
	some id, object in data.objects
	not waypoint(object)
	next := {edge.to | some edge in data.edges[id]; allowed(edge)}
}

steps[id] := set() if {
	some id, object in data.objects
	waypoint(object)
}

allowed(edge) if edge.kind in {"reach", "in-zone"}

allowed(edge) if {
	edge.kind == "flow"
	flow := data.objects[edge.flow]
	not ended(flow)
	not administers(flow)
}

administers(flow) if "administration" in flow.f.purpose

//! Descriptions as plain structures: the part of khung's language that the nation uses.
//!
//! Written apart from the program's own declarations on purpose: a generator that used those could not show that they
//! changed. A field that is `None` is left out; an empty list is written, because it says "none".

use serde::ser::{Serialize, Serializer};
use serde_yaml::Value;

/// Objects by id, or values by name, in the order in which they are written.
#[derive(Debug, Clone)]
pub struct Map<T>(pub Vec<(String, T)>);

impl<T> Map<T> {
    /// One entry.
    pub fn one(key: impl Into<String>, value: T) -> Self {
        Self(vec![(key.into(), value)])
    }

    /// The value of a key that is there.
    pub fn get_mut(&mut self, key: &str) -> &mut T {
        &mut self.0.iter_mut().find(|(known, _)| known == key).expect("the key was written").1
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, key: impl Into<String>, value: T) {
        self.0.push((key.into(), value));
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

macro_rules! described {
    ($($(#[$about:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Default, serde::Serialize)]
            #[serde(rename_all = "kebab-case")]
            #[allow(missing_docs)] // the fields are the language's own
            pub struct $name { $(pub $field: Option<$type>),* }
        )*
    };
}

described! {
    /// A description file.
    File {
        khung: u8, agency: String, title: String, agencies: Map<Agency>, actors: Map<Actor>,
        capabilities: Map<Capability>, data: Map<Data>, systems: Map<System>, platforms: Map<System>,
        databases: Map<Database>, services: Map<Service>, ai_components: Map<Ai>, references: Map<Reference>,
        flows: Vec<Flow>, gaps: Map<Gap>, tasks: Map<Task>, indicators: Map<Indicator>,
    }
    /// An agency or unit.
    Agency {
        name: String, code: String, former_codes: Vec<String>, level: &'static str, parent: String, framework: Framework,
    }
    /// The decision that issued an agency's framework.
    Framework {
        decision: String, date: String, conforms_to: &'static str, reviewed: String, basis: Vec<&'static str>,
    }
    /// Somebody outside the systems.
    Actor { name: &'static str, kind: &'static str, network: &'static str }
    /// Something a system can do.
    Capability { name: String }
    /// A kind of data.
    Data {
        name: String, classification: &'static str, data_layer: &'static str, master: String,
        dictionary_entry: String, owner: String,
    }
    /// A system or platform.
    System {
        name: String, code: String, source_code: String, owner: String, co_owners: Vec<String>,
        object_kind: &'static str, kind: String, layer: &'static str, layer_component: &'static str,
        model_code: &'static str, state: &'static str, scope: Vec<&'static str>, sharing: &'static str,
        operator: Vec<String>, lead_operator: String, technical_contact: &'static str, lifecycle: &'static str,
        plan: &'static str, successor: String, basis: Vec<&'static str>, evidence: String, capabilities: Vec<String>,
        sectors: &'static str, serves_public: bool, accepts_applications: bool, login: Vec<&'static str>,
        languages: Vec<&'static str>, forms: Vec<&'static str>, accessibility: &'static str, data_subjects: Subjects,
        level_criteria: Criteria, sandbox: bool, networks: Vec<&'static str>, agency_platform: &'static str,
        reuse_analysis: Reuse, necessity: &'static str, procedures: Vec<String>,
        shared_component_reuse: &'static str, security: Security, hosting: Hosting, recovery: Recovery,
        components: Map<Component>, interfaces: Map<Interface>,
    }
    /// What else sets the level.
    Criteria {
        infrastructure_for: &'static str, national_e_government: bool, continuous: bool,
        especially_important_data: bool, conditional_service: bool,
    }
    /// How many people the data are about.
    Subjects { basic: u32, sensitive: u32 }
    /// The search for shared components.
    Reuse { considered: Vec<&'static str>, reason: &'static str, date: String }
    /// Level and safeguards.
    Security {
        level: u8, dossier: Dossier, regulation_issued: String, zones: Vec<Value>, controls: Vec<Value>, logs: Logs,
        risk_assessment: Record, monitoring: Monitoring,
    }
    /// The level dossier.
    Dossier { status: &'static str, date: String, decision: String, under: &'static str }
    /// How logs are kept.
    Logs { retention_months: u8, zone: &'static str, separate_system: bool }
    /// A day and a document.
    Record { date: String, document: String }
    /// Who watches.
    Monitoring { national_link: bool, by: &'static str }
    /// What a system runs on.
    Hosting {
        on: String, rented: bool, separation: &'static str, zone_separation: &'static str,
        storage_separation: &'static str, device_separation: &'static str,
    }
    /// Backup and recovery.
    Recovery {
        backup: bool, backup_zone: &'static str, standby: bool, disaster_recovery: bool, site_distance_km: u16,
        last_restore_test: String,
    }
    /// A part of a system.
    Component {
        name: &'static str, kind: &'static str, zone: &'static str, exposure: &'static str, holds: Vec<String>,
        masking: &'static str,
    }
    /// What a system offers to others.
    Interface {
        name: String, on: &'static str, protocol: &'static str, style: &'static str, format: Vec<&'static str>,
        version: String, lifecycle: &'static str, auth: &'static str, authorisation: &'static str, access_log: bool,
        registration: String, exposure: &'static str, shares: Vec<String>, dictionary_mapping: Vec<Mapping>,
    }
    /// How data map to the dictionary.
    Mapping { data: String, entry: String }
    /// A database of its own.
    Database {
        name: String, code: String, source_code: String, owner: String, kind: &'static str, layer: &'static str, layer_component: &'static str,
        sharing: &'static str, operator: String, technical_contact: &'static str, data_owner: String,
        lifecycle: &'static str, role: &'static str, platform: String, holds: Vec<String>, masters: Vec<String>,
        writers: Vec<String>, copies: Vec<Copied>, classification: &'static str, purpose: &'static str,
        retention: &'static str, access_log: bool, encrypted: bool, published_on: &'static str,
        security: Security, hosting: Hosting,
    }
    /// What a database copies from another source.
    Copied { data: String, source: String, freshness: &'static str }
    /// A digital service.
    Service {
        name: String, layer: &'static str, layer_component: &'static str, lifecycle: &'static str, provided_by: String,
        channels: Vec<&'static str>, login: Vec<&'static str>, languages: Vec<&'static str>, forms: Vec<&'static str>,
        accessibility: &'static str, procedures: Map<Procedure>,
    }
    /// An administrative procedure.
    Procedure { name: String, code: String, centralised: bool, level: &'static str, inputs: Map<Input> }
    /// What a procedure needs.
    Input { name: &'static str, data: String, source: &'static str, lookup: String }
    /// An AI component.
    Ai {
        name: String, owner: String, layer: &'static str, layer_component: &'static str, lifecycle: &'static str, part_of: String,
        purpose: &'static str, sectors: &'static str, risk_class: &'static str, risk_basis: &'static str,
        automation: &'static str, affects_people: bool, final_decision: bool, in_use_since: String,
        notification: Notification, conformity: Record, impact_assessment: Record, oversight: Oversight,
        training_data: Vec<Dataset>, input_data: Vec<Dataset>, drift_monitoring: bool, operating_log: OperatingLog,
        technical_file: String, transparency_label: bool,
    }
    /// The notice on the portal.
    Notification { identifier: String, date: String }
    /// Who watches an AI component.
    Oversight { role: &'static str, r#override: &'static str }
    /// Data of an AI component.
    Dataset { data: String, source: String, owner: String }
    /// How long an AI component's log is kept.
    OperatingLog { retention_months: u8 }
    /// A difference that wants work.
    Gap {
        objects: Vec<String>, current_state: &'static str, required_state: &'static str, gap: &'static str,
        approach: &'static str, governance_scope: &'static str, tasks: Vec<&'static str>,
    }
    /// A task.
    Task {
        name: &'static str, expected_result: &'static str, lead: String, priority: &'static str, deadline: &'static str,
        verification: &'static str, status: &'static str,
    }
    /// An indicator and what feeds it.
    Indicator {
        name: &'static str, group: &'static str, source: Vec<&'static str>, fed_by: Vec<String>,
    }
    /// A record about another agency's object.
    Reference {
        name: String, object: &'static str, owner: String, layer: &'static str, usage: &'static str,
        evidence: String,
    }
    /// A relation between two objects.
    Flow {
        from: String, to: String, via: Vec<String>, mechanisms: Vec<&'static str>, kind: &'static str,
        service: String, data: Vec<String>, classification: &'static str, protection: &'static str,
        status: &'static str, purpose: &'static str, protocol: &'static str, network: &'static str,
        safeguards: Vec<&'static str>, masking: &'static str, started: String, target_date: &'static str,
        compulsory: bool, refusal: Refusal, cross_border: Abroad, access_log: bool, data_purpose: &'static str,
        retention: &'static str, legal_basis: &'static str, evidence: String,
    }
    /// A refusal to share.
    Refusal { date: String, document: String, basis: &'static str }
    /// A transfer out of the country.
    Abroad { country: &'static str, assessment: &'static str, document: String }
}

impl File {
    /// The one system or platform of a system's file.
    pub fn system(&mut self) -> &mut System {
        let all = self.systems.as_mut().or(self.platforms.as_mut()).expect("a system's file has one");
        &mut all.0[0].1
    }

    /// The database that a file of a system with a database describes first.
    pub fn database(&mut self) -> &mut Database {
        &mut self.databases.as_mut().expect("a planter that wants a database shapes one").0[0].1
    }

    /// The AI component that a file of a system with one describes first.
    pub fn ai(&mut self) -> &mut Ai {
        &mut self.ai_components.as_mut().expect("a planter that wants an AI component shapes one").0[0].1
    }

    /// The flows, in the file's order.
    pub fn flows(&mut self) -> &mut Vec<Flow> {
        self.flows.as_mut().expect("a system's file has flows")
    }
}

impl System {
    /// Its security record.
    pub fn security(&mut self) -> &mut Security {
        self.security.as_mut().expect("a generated system has one")
    }

    /// What else sets its level.
    pub fn criteria(&mut self) -> &mut Criteria {
        self.level_criteria.as_mut().expect("only terse records have none")
    }

    /// How its logs are kept.
    pub fn logs(&mut self) -> &mut Logs {
        self.security().logs.as_mut().expect("a generated system has logs")
    }

    /// Its backup and recovery.
    pub fn recovery(&mut self) -> &mut Recovery {
        self.recovery.as_mut().expect("a generated system has it")
    }

    /// Its components by id.
    pub fn component(&mut self, id: &str) -> &mut Component {
        self.components.as_mut().expect("a generated system has components").get_mut(id)
    }

    /// Its interfaces by id.
    pub fn interfaces(&mut self) -> &mut Map<Interface> {
        self.interfaces.as_mut().expect("a generated system has interfaces")
    }
}

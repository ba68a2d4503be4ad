//! The parts of SARIF 2.1.0 that khung writes, each as the standard calls it.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Log<'a> {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub version: &'static str,
    pub runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'a> {
    pub tool: Tool<'a>,
    pub language: &'static str,
    pub column_kind: &'static str,
    pub original_uri_base_ids: BTreeMap<&'static str, Base>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taxonomies: Vec<Component<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Component<'a>>,
    pub results: Vec<SarifResult<'a>>,
}

/// Where relative URIs start; the folder itself is the reader's business.
#[derive(Serialize)]
pub(super) struct Base {
    pub description: Message,
}

#[derive(Serialize)]
pub(super) struct Tool<'a> {
    pub driver: Component<'a>,
}

/// A tool, a taxonomy or a translation of either.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Component<'a> {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub semantic_version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_description: Option<Message>,
    pub language: &'static str,
    pub contents: &'static [&'static str],
    pub is_comprehensive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub associated_component: Option<ComponentRef>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supported_taxonomies: Vec<ComponentRef>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Descriptor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taxa: Vec<Descriptor>,
}

#[derive(Serialize, Clone)]
pub(super) struct ComponentRef {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
}

/// A rule, or a place in a legal document.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Multiformat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_configuration: Option<Configuration>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relationships: Vec<Relationship>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<RuleProperties>,
}

#[derive(Serialize)]
pub(super) struct Multiformat {
    pub text: String,
    pub markdown: String,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub level: &'static str,
}

/// What dashboards sort rules by.
#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub tags: Vec<String>,
    #[serde(rename = "problem.severity")]
    pub severity: &'static str,
}

#[derive(Serialize)]
pub(super) struct Relationship {
    pub target: DescriptorRef,
    pub kinds: [&'static str; 1],
}

/// A place in a legal document, by its place in the taxonomies.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DescriptorRef {
    pub id: String,
    pub index: usize,
    pub tool_component: ComponentRef,
    pub properties: Standing,
}

/// How surely the law was read.
#[derive(Serialize)]
pub(super) struct Standing {
    pub standing: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'a> {
    pub rule_id: String,
    pub rule_index: usize,
    pub kind: &'static str,
    pub level: &'static str,
    pub message: Message,
    pub locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub code_flows: Vec<CodeFlow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taxa: Vec<DescriptorRef>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    pub partial_fingerprints: BTreeMap<&'static str, String>,
    pub properties: ResultProperties,
}

/// Why a result does not count.
#[derive(Serialize)]
pub(super) struct Suppression {
    /// Written in the description, or elsewhere.
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: String,
}

#[derive(Serialize)]
pub(super) struct ResultProperties {
    /// The message in the other language.
    pub message: Said,
}

/// A text in the language that the report is not in.
#[derive(Serialize)]
pub(super) struct Said {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vi: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

#[derive(Serialize, Clone)]
pub(super) struct Message {
    pub text: String,
}

impl Message {
    /// A text of ours.
    pub(super) fn plain(text: &str) -> Self {
        Self { text: text.to_owned() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    pub physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<ResultProperties>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation {
    pub fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub artifact_location: ArtifactLocation,
    pub region: Region,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    pub uri: String,
    #[serde(rename = "uriBaseId", skip_serializing_if = "Option::is_none")]
    pub base: Option<&'static str>,
}

/// Numbers count from 1; the end is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub start_line: usize,
    pub start_column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeFlow {
    pub thread_flows: [ThreadFlow; 1],
}

#[derive(Serialize)]
pub(super) struct ThreadFlow {
    pub locations: Vec<ThreadFlowLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ThreadFlowLocation {
    pub location: Location,
    pub execution_order: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fix<'a> {
    pub description: Message,
    pub artifact_changes: Vec<ArtifactChange<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactChange<'a> {
    pub artifact_location: ArtifactLocation,
    pub replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement<'a> {
    pub deleted_region: Region,
    pub inserted_content: Content<'a>,
}

#[derive(Serialize)]
pub(super) struct Content<'a> {
    pub text: &'a str,
}

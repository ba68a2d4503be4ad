//! An estate on disk, for as long as it is measured.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::nation::Nation;
use crate::shapes::Shape;

/// The one small file that start-up is measured with.
const SMALL: &str = "\
khung: 1
agency: X01
agencies:
  X01: { name: Ủy ban nhân dân tỉnh Minh Họa 01, level: province, framework: { decision: 12/QĐ-UBND, date: 2026-10-15 } }
capabilities:
  nl-mau: { name: Năng lực mẫu }
systems:
  mau:
    name: Hệ thống mẫu
    kind: sector-application
    layer: application
    lifecycle: operating
    sharing: internal
    capabilities: [nl-mau]
    security: { level: 1 } # no dossier: the one finding
";

/// A folder with descriptions and what is wrong with them.
pub struct Estate {
    /// The folder.
    pub folder: PathBuf,
    /// How many systems it has.
    pub size: usize,
    /// How many files it has.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: usize,
    /// How many findings each rule must have.
    pub planted: BTreeMap<String, usize>,
    /// The file that changes.
    one: PathBuf,
    temporary: bool,
}

impl Estate {
    /// An estate in a temporary folder, removed with this value.
    pub fn temporary(seed: u64, size: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("khung-bench-{}-{size}", std::process::id()));
        let mut estate = Self::write(&folder, seed, size);
        estate.temporary = true;
        estate
    }

    /// An estate in a folder, which is made. One system is the small file of start-up.
    pub fn write(folder: &Path, seed: u64, size: usize) -> Self {
        let estate = |files, bytes, planted, one: &str| {
            let (folder, one) = (folder.to_owned(), folder.join(one));
            Self { folder, size, files, bytes, planted, one, temporary: false }
        };
        if size == 1 {
            save(folder, "mau.yaml", SMALL);
            let planted = BTreeMap::from([("security-zones/level-dossier-status-missing".to_owned(), 1)]);
            return estate(1, SMALL.len(), planted, "mau.yaml");
        }
        let nation = Nation::new(seed, size, Nation::usual_faults(size));
        let bytes = (0..nation.len())
            .into_par_iter()
            .map(|number| {
                let (path, text) = nation.file(number);
                save(folder, &path, &text);
                text.len()
            })
            .sum();
        estate(nation.len(), bytes, nation.planted(), &nation.file(nation.len() / 2).0)
    }

    /// An estate of extreme shape in a temporary folder, removed with this value.
    pub fn of_shape(shape: &Shape, size: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("khung-bench-{}-{}-{size}", std::process::id(), shape.name));
        let mut estate = Self::write_shape(&folder, shape, size);
        estate.temporary = true;
        estate
    }

    /// An estate of extreme shape in a folder, which is made. What it should find is not known.
    pub fn write_shape(folder: &Path, shape: &Shape, size: usize) -> Self {
        let files = (shape.files)(size);
        files.iter().for_each(|(path, text)| save(folder, path, text));
        let bytes = files.iter().map(|(_, text)| text.len()).sum();
        let (folder, one, planted) = (folder.to_owned(), folder.join(&files[0].0), BTreeMap::new());
        Self { folder, size, files: files.len(), bytes, planted, one, temporary: false }
    }

    /// Changes one file and nothing that it says; each round otherwise.
    pub fn touch(&self, round: usize) {
        let text = fs::read_to_string(&self.one).expect("the estate was written");
        fs::write(&self.one, format!("{text}# {round}\n")).expect("the temporary folder takes the estate");
    }

    /// A folder beside it, for what a run leaves; removed with this value.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.with_extension(name)
    }

    /// How many faults it has.
    pub fn planted_count(&self) -> usize {
        self.planted.values().sum()
    }
}

fn save(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    let parent = path.parent().expect("a file lies in a folder");
    fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).expect("the temporary folder takes the estate");
}

impl Drop for Estate {
    fn drop(&mut self) {
        if self.temporary {
            // Left-over files in a temporary folder do no harm.
            let _ = fs::remove_dir_all(&self.folder);
            let _ = fs::remove_dir_all(self.beside("cache"));
        }
    }
}

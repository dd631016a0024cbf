"""Certificates for a test, made by openssl: an authority of its own and a service on this machine."""

import subprocess
from pathlib import Path


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def authority(folder: Path, name: str) -> Path:
    """An authority of its own; gives its certificate."""
    openssl(
        folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
        "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", f"{name}.key", "-out", f"{name}.pem",
    )
    return folder / f"{name}.pem"


def signed(folder: Path, by: str) -> tuple[Path, Path]:
    """Key and certificate of a service on this machine, signed by an authority."""
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "service.key", "-out", "service.csr")
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    openssl(
        folder, "x509", "-req", "-days", "2", "-in", "service.csr", "-CA", f"{by}.pem", "-CAkey", f"{by}.key",
        "-CAcreateserial", "-extfile", "names", "-out", "service.pem",
    )
    return folder / "service.key", folder / "service.pem"

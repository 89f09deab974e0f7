"""Certificates that nobody can trust: one that ran out years ago, one for another website."""

from __future__ import annotations

import datetime as dt
import ssl
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .model import SocketFault


def context_for(fault: SocketFault) -> ssl.SSLContext | None:
    """Make the TLS context of a host with this fault, None where it speaks plain HTTP."""
    if fault == "tls-expired":
        return _context("www.sampleshire.example.org", dt.datetime(2021, 3, 1, tzinfo=dt.UTC))
    if fault == "tls-name":
        yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
        return _context("shop.example.com", yesterday)
    return None


def _context(host: str, begin: dt.datetime) -> ssl.SSLContext:
    """Make a server's TLS context with a certificate for `host`, good for a month."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1000)
        .not_valid_before(begin)
        .not_valid_after(begin + dt.timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "both.pem")
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context.load_cert_chain(path)
    return context

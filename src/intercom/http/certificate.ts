import { X509Certificate } from 'node:crypto';
import { rootCertificates, type TLSSocket } from 'node:tls';
import type { RefusedCertificate } from '../../domain/triage/observation.ts';

/** A handshake that ended with a certificate we don't accept. Nothing was sent to the other side. */
export class CertificateRefused extends Error {
  /** Node's code, such as `CERT_HAS_EXPIRED`. */
  readonly code: string;
  readonly certificate: RefusedCertificate | null;
  constructor(socket: TLSSocket, roots: readonly string[] = rootCertificates) {
    const code = socket.authorizationError;
    super('The certificate was not accepted');
    this.name = 'CertificateRefused';
    this.code = codeOf(code);
    this.certificate = describe(socket.getPeerX509Certificate(), roots);
  }
}

/** Node types this as an Error and gives the code as a string (measured on Node 20). */
function codeOf(reason: unknown): string {
  return typeof reason === 'string' && reason !== '' ? reason : 'CERT_REFUSED';
}

function describe(leaf: X509Certificate | undefined, roots: readonly string[]): RefusedCertificate | null {
  if (leaf === undefined) return null;
  return {
    issuer: shown(field(leaf.issuer, 'O') ?? field(leaf.issuer, 'CN') ?? 'nobody'),
    names: [...(leaf.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):([^,\s"]+)/g)]
      .slice(0, 5)
      .map(([, name = '']) => shown(name)),
    from: timeOf(leaf.validFrom),
    until: timeOf(leaf.validTo),
    vouched: isVouchedFor(leaf, roots),
  };
}

/**
 * Whether the chain that was presented ends at one of the roots, dates aside. Node reports a wrong date before an
 * unknown issuer (measured on Node 20), so the code alone doesn't tell.
 */
function isVouchedFor(leaf: X509Certificate, roots: readonly string[]): boolean {
  let top = leaf;
  for (let depth = 0; depth < 8; depth += 1) {
    const next = top.issuerCertificate;
    if (next === undefined || next.fingerprint256 === top.fingerprint256 || !signedBy(top, next)) break;
    top = next;
  }
  return parsed(roots).some((root) => root.fingerprint256 === top.fingerprint256 || signedBy(top, root));
}

let standard: X509Certificate[] | undefined;

/** Node has some 140 roots of its own and parsing them takes a while, so they are parsed once. */
function parsed(roots: readonly string[]): X509Certificate[] {
  if (roots !== rootCertificates) return roots.map((pem) => new X509Certificate(pem));
  standard ??= roots.map((pem) => new X509Certificate(pem));
  return standard;
}

const signedBy = (child: X509Certificate, parent: X509Certificate) =>
  child.checkIssued(parent) && child.verify(parent.publicKey);

const field = (name: string, key: string) => new RegExp(`^${key}=(.+)$`, 'm').exec(name)?.[1];

const shown = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 80);

function timeOf(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

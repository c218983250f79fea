import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, der, integer, octets, oid, sequence, setOf, tagged, time, utf8, yes } from './der.ts';

/** A certificate and its private key, both PEM, as `tls.createServer` takes them. */
export type Certificate = { cert: string; key: string };

/**
 * A certificate authority. Whoever trusts `cert` (PEM) trusts what it issues. `chain` is what a server has to send
 * along with an issued certificate: the authority's own, if another authority is above it.
 */
export type Authority = { name: string; cert: string; privateKey: KeyObject; chain: string };

/** Whom a certificate is for, and from when to when (UNIX ms, by the system's clock) it's valid. */
export type Request = { names: readonly string[]; from?: number; until?: number };

const day = 86_400_000;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/**
 * Creates an authority with this name, below another one if given. It's created at run time and gone with the process.
 */
export function createAuthority(name: string, above?: Authority): Authority {
  const { privateKey, publicKey } = keys();
  const isAuthority = extension('2.5.29.19', sequence(yes));
  const body = { subject: name, publicKey, from: Date.now() - 1_000 * day, until: Date.now() + 1_000 * day };
  const cert = certificate(body, [isAuthority], above?.name ?? name, above?.privateKey ?? privateKey);
  return { name, cert, privateKey, chain: above === undefined ? '' : `${cert}${above.chain}` };
}

/** A certificate for a server with these names or IP addresses. Without an authority, it's self-signed. */
export function issue(authority: Authority | null, { names, from, until }: Request): Certificate {
  const { privateKey, publicKey } = keys();
  const subject = names[0] ?? 'nobody';
  const body = { subject, publicKey, from: from ?? Date.now() - day, until: until ?? Date.now() + 30 * day };
  const alternative = extension('2.5.29.17', sequence(...names.map(generalName)));
  const [issuer, signer] =
    authority === null ? [subject, privateKey] : [authority.name, authority.privateKey];
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { cert: `${certificate(body, [alternative], issuer, signer)}${authority?.chain ?? ''}`, key };
}

type Body = { subject: string; publicKey: KeyObject; from: number; until: number };

function certificate(body: Body, extensions: Buffer[], issuer: string, signer: KeyObject): string {
  const version3 = tagged(0, integer(Buffer.from([2])));
  const serial = integer(Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const tbs = sequence(
    version3,
    serial,
    ecdsaWithSha256,
    commonName(issuer),
    sequence(time(body.from), time(body.until)),
    commonName(body.subject),
    body.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const signature = sign('sha256', tbs, signer);
  const lines =
    sequence(tbs, ecdsaWithSha256, bits(signature))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const commonName = (name: string) => sequence(setOf(sequence(oid('2.5.4.3'), utf8(name))));

const extension = (id: string, value: Buffer) => sequence(oid(id), octets(value));

/** A DNS name, or an IPv4 address. */
function generalName(name: string): Buffer {
  return isIP(name) === 4
    ? der(0x87, Buffer.from(name.split('.').map(Number)))
    : der(0x82, Buffer.from(name));
}

import { type Case, verdict } from '../case.ts';

const tls = verdict('ours', 'TLS failure', 'P1', 'check_certificate');

/** Certificates, with real handshakes. */
export const tlsCases: readonly Case[] = [
  {
    name: "our own health endpoint's certificate is signed by nobody",
    world: { tls: { health: 'self_signed' } },
    right: verdict('ours', 'TLS failure', 'P2', 'check_health'),
    because: 'Intercom works; the certificate is our own, and what our service would say is unseen.',
  },
  {
    name: 'all well by TLS',
    world: { tls: { api: 'good', status: 'good' } },
    right: verdict('nobody', 'false alarm', null, 'watch'),
    because: 'Good certificates are accepted.',
  },
  {
    name: "the company's own authority on the API (TLS proxy)",
    world: { tls: { api: 'company', status: 'good' } },
    right: tls,
    because: 'Whoever signs with a private authority stands in our own network.',
  },
  {
    name: "the company's own authority on both hosts",
    world: { tls: { api: 'company', status: 'company' } },
    right: tls,
    because: 'A TLS proxy whose CA this machine does not know.',
  },
  {
    name: 'self-signed',
    world: { tls: { api: 'self_signed', status: 'good' } },
    right: tls,
    because: 'Nobody vouches for it: a proxy or a test machine of ours (scenario 13: ours).',
  },
  {
    name: 'self-signed while the API has an incident',
    world: { tls: { api: 'self_signed', status: 'good' }, status: 'api_outage' },
    right: tls,
    because: 'No outage makes Intercom sign its own certificate.',
  },
  {
    name: 'a certificate for another host',
    world: { tls: { api: 'wrong_name', status: 'good' } },
    right: tls,
    because: 'Another host answers: base URL, DNS or a login page (scenario 13: ours).',
  },
  {
    name: 'out of date on the API, good on the page',
    world: { tls: { api: 'expired', status: 'good' } },
    right: verdict('intercom', 'TLS failure', 'P1', 'check_certificate'),
    because:
      'A public authority issued it for this host, and our clock agrees with the page: they forgot to renew.',
  },
  {
    name: 'out of date on both hosts',
    world: { tls: { api: 'expired', status: 'expired' } },
    right: verdict('ours', 'TLS failure', 'P1', 'check_clock'),
    because: 'Two companies do not forget it on the same day: our clock.',
  },
  {
    name: 'out of date on the API, page unreachable',
    world: { tls: { api: 'expired' }, status: 'unreachable' },
    right: verdict('unknown', 'TLS failure', 'P1', 'check_clock'),
    because: 'Their certificate or our clock: another clock tells.',
  },
  {
    name: 'out of date, and by a company’s authority',
    world: { tls: { api: 'company_expired', status: 'good' } },
    right: tls,
    because: 'The date is not all that is wrong: a TLS proxy of ours made it.',
  },
  {
    name: 'plain text on the TLS port',
    world: { tls: { api: 'plain', status: 'good' } },
    right: verdict('ours', 'TLS failure', 'P1', 'check_base_url'),
    because: 'A wrong port in the base URL, or a proxy that speaks plain HTTP (scenario 13: ours).',
  },
  {
    name: 'the handshake is cut off',
    world: { tls: { api: 'broken', status: 'good' } },
    right: verdict('unknown', 'TLS failure', 'P1', 'other_network'),
    because: 'A firewall that filters by name does that, and a broken balancer as well.',
  },
];

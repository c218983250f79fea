import { documents as from, observed, spec } from '../../sources.ts';
import type { StepText } from './step.ts';

/** Steps for our own side: egress, DNS, TLS, and the service itself. */
export const networkSteps = {
  check_egress: {
    title: 'Check our egress where the bot runs: does anything outside answer?',
    commands: [
      `for u in '{api}' '{status_page}' https://example.com; do curl -sSL -m 5 -o /dev/null -w "%{http_code} $u\\n" "$u"; done`,
    ],
    otherwise: 'No shell there: look at the NAT gateway, firewall and proxy in the cloud console.',
  },
  other_network: {
    title: 'Ask the same host from another network (a phone, a VPN, another region)',
    commands: [`curl -sS -m 10 -o /dev/null -w '%{http_code} %{time_total}s\\n' '{api}/me'`],
    otherwise:
      'A 401 means it is alive (no token was sent). No other network at hand: ask a colleague elsewhere.',
    from: [spec(165, 'without a good token every operation answers 401')],
  },
  check_dns: {
    title: 'Check the name in our resolver and in a public one',
    commands: ["dig +short '{host}'", "dig +short '{host}' @1.1.1.1"],
    otherwise:
      'No dig: use `nslookup {host}`. Only ours fails: restart or replace the resolver, or clear its cache.',
  },
  check_proxy: {
    title: 'Look for a proxy or firewall rule between us and {host}',
    commands: [
      "env | grep -i _proxy | sed -E 's#//[^@/]*@#//***@#'",
      `curl -sS -m 10 -D - -o /dev/null '{api}/me' | grep -iE '^(HTTP|server|via|location|www-auth|proxy|x-squid|x-cache)'`,
    ],
    otherwise: 'The network is run by others: give them the host, port 443, and the time in UTC.',
  },
  check_certificate: {
    title: 'See whose certificate answers, and until when it is valid',
    commands: [
      "openssl s_client {through}-connect '{address}' -servername '{host}' </dev/null | openssl x509 -noout -issuer -subject -dates -ext subjectAltName",
    ],
    otherwise:
      "A company's issuer means a TLS proxy: add its CA with NODE_EXTRA_CA_CERTS, or exempt {host}. Never switch verification off.",
    from: [from.nodeCli],
  },
  trust_ca: {
    title:
      "A TLS proxy of ours: have {host} exempted from it, or trust its CA in the bot and in the service: NODE_EXTRA_CA_CERTS names the CA's file, then restart",
    short: 'Have {host} exempted from our TLS proxy, or trust its CA in the bot and in the service',
    otherwise:
      'Take the CA from whoever runs the proxy, not from the connection. The certificate is out of date: whoever made it has to renew it; no setting of ours mends that.',
    from: [
      observed('Node reads NODE_EXTRA_CA_CERTS once, at its start, and adds it to the authorities it has'),
    ],
  },
  check_clock: {
    title: 'Check the clock: a wrong date makes good certificates fail',
    commands: ['date -u', "curl -sSI -m 10 http://example.com | grep -i '^date:'"],
    otherwise: 'It is wrong: restart the time service (chrony, systemd-timesyncd).',
  },
  recent_changes: {
    title: 'Undo the last change to network, DNS or firewall',
    otherwise: 'Nothing was changed: ask the provider of the network whether they have an incident.',
  },
  check_health: {
    title: 'Read what our health endpoint says, part by part',
    commands: [`curl -sSL -m 10 -w '\\n%{http_code} %{time_total}s\\n' {health_url}`],
    otherwise:
      'It does not answer: check whether the service runs at all, then the load balancer in front of it.',
  },
  mend_certificate: {
    title:
      "Renew the certificate of our health endpoint; where a CA of our own has issued it, let the bot trust that CA: NODE_EXTRA_CA_CERTS names the CA's file, then restart the bot",
    short: 'Renew the certificate of our health endpoint, or let the bot trust the CA that issued it',
    otherwise:
      'It is for another name: set HEALTH_CHECK_URL to a name that it is for. Only the bot refuses it: the server has to show the intermediate certificates, too.',
    from: [
      observed('Node reads NODE_EXTRA_CA_CERTS once, at its start, and adds it to the authorities it has'),
    ],
  },
  set_health_url: {
    title: 'Let this bot see our service: set HEALTH_CHECK_URL in its environment or .env, then restart it',
    otherwise: 'There is no health endpoint yet: one that answers {"status":"ok"} is enough to begin with.',
  },
  update_bot: {
    title: 'Update this bot: its requests pin an API version that Intercom does not take',
    otherwise:
      'There is no newer release: report it where the bot comes from. Our service is not concerned, unless it pins the same.',
  },
  check_pods: {
    title: 'Check the service: running, restarting, out of memory?',
    commands: [
      'kubectl get pods -o wide | grep -F -- "{deployment}"',
      'kubectl logs "deployment/{deployment}" --since=15m | tail -n 100',
    ],
    otherwise: 'Not on Kubernetes: process list, memory, disk, and the last 15 minutes of its log.',
  },
  restart_service: {
    title: 'Restart the service, or roll its last release back',
    commands: ['kubectl rollout restart "deployment/{deployment}"'],
    undo: 'kubectl rollout undo "deployment/{deployment}"',
    otherwise: 'No rights to do it: page whoever is on call for the platform.',
  },
  check_parts: {
    title: 'Check what it depends on: database, queue, cache, memory, DNS',
    otherwise: 'A part belongs to another team: tell them in this channel, with the time it began.',
  },
  watch: {
    title:
      'Keep watching: run triage again in a few minutes, and ask those who reported it whether it still happens',
    short: 'Run triage again in a few minutes, and ask those who reported it whether it still happens',
  },
  reproduce: {
    title: 'Have the failing request repeated, with its URL, time (UTC), status and body',
    otherwise: 'It does not happen again: keep the time and the request_id, and look for a pattern.',
  },
  webhook_endpoint: {
    title:
      'Ask our webhook endpoint from outside: does its name resolve, is its certificate in order, and does it answer within 5 s? Then read in its log what the POSTs got',
    short: 'Ask our webhook endpoint from outside (name, certificate, answer within 5 s), and read its log',
    otherwise: 'Its URL stands in the Developer Hub (your app > Configure > Webhooks).',
    from: [from.webhooks],
  },
  check_webhooks: {
    title:
      'Check webhooks: does our endpoint answer 200, and at once? Over 500 ms it gets lower priority, without a 200 in 5 s it is sent again; our 429 throttles it for 1 min to 2 h',
    short: 'Check webhooks: our endpoint has to answer 200 within 500 ms, after 5 s it counts as failed',
    otherwise:
      'Over 1000 errors in a row within 15 minutes pause a topic for 15 minutes; 7 days of errors suspend the subscription of a private app (only those): mend the endpoint, then press `Set live` in the Developer Hub (your app > Configure > Webhooks), or ask an admin of the workspace to.',
    from: [from.webhooks],
  },
} as const satisfies Record<string, StepText>;

import { documents as from, observed, spec } from '../../sources.ts';
import type { StepText } from './step.ts';

/** Steps for our own side: egress, DNS, TLS, and the service itself. */
export const networkSteps = {
  check_egress: {
    title: "Check egress from the bot's host: can it reach anything outside?",
    commands: [
      `for u in '{api}' '{status_page}' https://example.com; do curl -sSL -m 5 -o /dev/null -w "%{http_code} $u\\n" "$u"; done`,
    ],
    otherwise:
      "If you don't have a shell there, check the NAT gateway, firewall, and proxy in the cloud console.",
  },
  other_network: {
    title: 'Test the same host from another network (a phone, a VPN, another region)',
    commands: [`curl -sS -m 10 -o /dev/null -w '%{http_code} %{time_total}s\\n' '{api}/me'`],
    otherwise:
      "A 401 means it's up (no token was sent). If you don't have another network, ask a colleague elsewhere.",
    from: [spec(165, 'without a good token every operation answers 401')],
  },
  check_dns: {
    title: 'Look up the name in our resolver and a public one',
    commands: ["dig +short '{host}'", "dig +short '{host}' @1.1.1.1"],
    otherwise:
      "If you don't have dig, use `nslookup {host}`. If only our resolver fails, restart or replace it, or clear its cache.",
  },
  check_proxy: {
    title: 'Look for a proxy or firewall rule between us and {host}',
    commands: [
      "env | grep -i _proxy | sed -E 's#//[^@/]*@#//***@#'",
      `curl -sS -m 10 -D - -o /dev/null '{api}/me' | grep -iE '^(HTTP|server|via|location|www-auth|proxy|x-squid|x-cache)'`,
    ],
    otherwise: 'If another team runs the network, give them the host, port 443, and the UTC time.',
  },
  check_certificate: {
    title: 'Check who issued the certificate and when it expires',
    commands: [
      "openssl s_client {through}-connect '{address}' -servername '{host}' </dev/null | openssl x509 -noout -issuer -subject -dates -ext subjectAltName",
    ],
    otherwise:
      "If a company issued it, it's a TLS proxy: add its CA with NODE_EXTRA_CA_CERTS, or exempt {host}. Never disable certificate verification.",
    from: [from.nodeCli],
  },
  trust_ca: {
    title:
      "If our TLS proxy is in between, have {host} exempted, or trust its CA in the bot and the service: set NODE_EXTRA_CA_CERTS to the CA's file, then restart",
    short: 'Have {host} exempted from our TLS proxy, or trust its CA in the bot and the service',
    otherwise:
      'Get the CA from the team that runs the proxy, not from the connection. If the certificate has expired, only its issuer can renew it; no setting of ours fixes that.',
    from: [
      observed('Node reads NODE_EXTRA_CA_CERTS once, at its start, and adds it to the authorities it has'),
    ],
  },
  check_clock: {
    title: 'Check the clock: with a wrong date, valid certificates are rejected',
    commands: ['date -u', "curl -sSI -m 10 http://example.com | grep -i '^date:'"],
    otherwise: "If it's wrong, restart the time service (chrony, systemd-timesyncd).",
  },
  recent_changes: {
    title: 'Undo the last network, DNS, or firewall change',
    otherwise: 'If nothing changed, ask your network provider whether they have an incident.',
  },
  check_health: {
    title: 'Read our health endpoint, component by component',
    commands: [`curl -sSL -m 10 -w '\\n%{http_code} %{time_total}s\\n' {health_url}`],
    otherwise: "If it doesn't respond, check that the service is running, then check its load balancer.",
  },
  mend_certificate: {
    title:
      "Renew our health endpoint's certificate. If our own CA issued it, let the bot trust that CA: set NODE_EXTRA_CA_CERTS to the CA's file, then restart the bot",
    short: "Renew our health endpoint's certificate, or let the bot trust the CA that issued it",
    otherwise:
      "If it's for another name, set HEALTH_CHECK_URL to a name it covers. If only the bot rejects it, the server must send the intermediate certificates too.",
    from: [
      observed('Node reads NODE_EXTRA_CA_CERTS once, at its start, and adds it to the authorities it has'),
    ],
  },
  set_health_url: {
    title: 'Let this bot check our service: set HEALTH_CHECK_URL in its environment or .env, then restart it',
    otherwise: 'If there\'s no health endpoint yet, one that returns {"status":"ok"} is enough to start.',
  },
  update_bot: {
    title: 'Update this bot: its requests pin an API version that Intercom rejects',
    otherwise:
      "If there's no newer release, report it to the bot's maintainers. Our service isn't affected unless it pins the same version.",
  },
  check_pods: {
    title: 'Check the service: running, restarting, out of memory?',
    commands: [
      'kubectl get pods -o wide | grep -F -- "{deployment}"',
      'kubectl logs "deployment/{deployment}" --since=15m | tail -n 100',
    ],
    otherwise:
      "If you're not on Kubernetes, check the process list, memory, disk, and the last 15 minutes of its log.",
  },
  restart_service: {
    title: 'Restart the service, or roll back its last release',
    commands: ['kubectl rollout restart "deployment/{deployment}"'],
    undo: 'kubectl rollout undo "deployment/{deployment}"',
    otherwise: "If you don't have permission, page the platform on-call.",
  },
  check_parts: {
    title: 'Check what it depends on: database, queue, cache, memory, DNS',
    otherwise: 'If another team owns a dependency, tell them in this channel and say when it started.',
  },
  watch: {
    title: 'Keep watching: run triage again in a few minutes, and ask the reporters whether it still happens',
    short: 'Run triage again in a few minutes, and ask the reporters whether it still happens',
  },
  reproduce: {
    title: 'Reproduce the failing request; record its URL, UTC time, status, and body',
    otherwise: "If it doesn't happen again, keep the time and the request_id, and look for a pattern.",
  },
  webhook_endpoint: {
    title:
      'Test our webhook endpoint from outside: does its name resolve, is its certificate valid, does it respond within 5 s? Then check its log for what the POSTs got',
    short: 'Test our webhook endpoint from outside (name, certificate, response within 5 s) and read its log',
    otherwise: 'You can find its URL in the Developer Hub (your app > Configure > Webhooks).',
    from: [from.webhooks],
  },
  check_webhooks: {
    title:
      'Check webhooks: does our endpoint return 200 at once? Over 500 ms lowers its priority; without a 200 in 5 s Intercom resends; our 429 throttles it for 1 min to 2 h',
    short: 'Check webhooks: our endpoint must return 200 within 500 ms; after 5 s it counts as failed',
    otherwise:
      "Over 1000 errors in a row within 15 minutes pause a topic for 15 minutes; 7 days of errors suspend a private app's subscription (only those). Fix the endpoint, then click `Set live` in the Developer Hub (your app > Configure > Webhooks), or ask a workspace admin to.",
    from: [from.webhooks],
  },
} as const satisfies Record<string, StepText>;

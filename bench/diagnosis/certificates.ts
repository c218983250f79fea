import { type Certificate, createAuthority, issue } from '../../packages/intercom-sandbox/certificates.ts';
import type { Shown } from './case.ts';

const day = 86_400_000;
const hosts = ['127.0.0.1', 'api.intercom.invalid', 'status.intercom.invalid'];

/** Stands for the public authorities; the bot trusts only this one. Created at run time. */
export const publicAuthority = createAuthority('Public Root CA');
const companyAuthority = createAuthority('Company Proxy CA');

/** The certificate for this name; undefined if there is none. */
export function certificateOf(shown: Shown | undefined): Certificate | undefined {
  const past = { from: Date.now() - 40 * day, until: Date.now() - day };
  switch (shown) {
    case 'good':
      return issue(publicAuthority, { names: hosts });
    case 'expired':
      return issue(publicAuthority, { names: hosts, ...past });
    case 'wrong_name':
      return issue(publicAuthority, { names: ['login.example.com'] });
    case 'company':
      return issue(companyAuthority, { names: hosts });
    case 'company_expired':
      return issue(companyAuthority, { names: hosts, ...past });
    case 'self_signed':
      return issue(null, { names: hosts });
    case 'plain':
    case 'broken':
    case undefined:
      return undefined;
  }
}

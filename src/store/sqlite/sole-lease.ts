import type { DeliveryLease } from '../delivery-lease.ts';

/** The file's lock lets in one bot, and that one delivers as long as it runs. */
export const soleLease: DeliveryLease = {
  listen() {},
  take: async () => ({ term: 1, forMs: Number.POSITIVE_INFINITY }),
  renew: async (term) => ({ term, forMs: Number.POSITIVE_INFINITY }),
  async release() {},
  async say() {},
  deliverer: async () => ({ kind: 'sole' }),
  async tellOfAccount() {},
  onAccount() {},
};

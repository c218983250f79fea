import { randomUUID } from 'node:crypto';

const timeToLive = 30_000;

/** The tickets that `apps.connections.open` issues: each opens one Socket Mode connection within 30 s. */
export class Tickets {
  #tickets = new Map<string, number>();

  /** A new ticket; `now` in ms UTC. */
  issue(now: number): string {
    const ticket = randomUUID();
    this.#tickets.set(ticket, now + timeToLive);
    return ticket;
  }

  /** Uses up a ticket; false if it's unknown, used, or too old. */
  use(ticket: string, now: number): boolean {
    const expiresAt = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    return expiresAt !== undefined && now <= expiresAt;
  }
}

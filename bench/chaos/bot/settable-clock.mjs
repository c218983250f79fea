/**
 * Loaded before the bot: a clock of its own, which whoever started it can set, as an operator or a time server sets a
 * machine's. CLOCK_AHEAD_MS says by how much it is ahead of the machine's (ms, negative: behind), and so does every
 * message after that; each is answered with the machine's time of the change. Timers are not moved, as in a machine.
 */
const Machine = globalThis.Date;
let ahead = Number(process.env.CLOCK_AHEAD_MS);
const now = () => Machine.now() + ahead;

globalThis.Date = new Proxy(Machine, {
  construct: (target, args, made) => Reflect.construct(target, args.length > 0 ? args : [now()], made),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

process.on('message', (aheadMs) => {
  ahead = Number(aheadMs);
  process.send?.(Machine.now());
});
process.channel?.unref();

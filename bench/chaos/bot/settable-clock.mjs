/**
 * Loaded before the bot: a clock of its own, which its parent process can set, as an operator or a time server sets a
 * machine's. CLOCK_AHEAD_MS says how far it's ahead of the machine's (ms; negative: behind), and so does every later
 * message; each gets a reply with the machine's time of the change. Timers don't move, just as on a machine.
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

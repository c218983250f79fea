import { causeOf, type Log } from '../app/log.ts';

/**
 * What becomes of a failure that nothing handles. A promise that fails before anyone awaits it, as a library's may, concerns
 * one request: it's logged, and the bot goes on. After an exception nobody knows what is left half done: it's logged, and
 * the process ends with the code 1. Node itself would print the error, which may hold a token or what a person wrote.
 */
export function handleTheUnhandled(log: Log): void {
  process.on('unhandledRejection', (error) => {
    log.error(causeOf(error), 'Nobody handled a failure in the background; the bot continues.');
  });
  process.on('uncaughtException', (error) => {
    log.fatal(causeOf(error), 'An unexpected error ends the bot. Committed data is safe.');
    process.exit(1);
  });
}

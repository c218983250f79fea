/** Why the store can't be opened, in a sentence that says what to do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

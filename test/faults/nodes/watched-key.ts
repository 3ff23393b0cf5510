/** A key whose power is taken and given again and again; what is known of it is known only from acknowledgements. */
export class WatchedKey {
  /** Raised whenever what is known changes; an answer is judged only if it stayed the same from sending to receiving. */
  version = 0;
  state: 'good' | 'gone' | 'changing' = 'good';

  constructor(
    readonly id: string,
    readonly text: string,
    /** Its slug. */
    readonly organisation: string,
  ) {}

  become(state: WatchedKey['state']): void {
    this.state = state;
    this.version++;
  }
}

const far = 1_000_000;

/** What a stranger can make of true hints that were heard: old ones, later ones, and ones about nobody. */
export class Lies {
  private readonly heard = new Set<string>();

  hear(hint: string): void {
    if (this.heard.size < 1_000) this.heard.add(hint);
  }

  /** Any of them. */
  next(): string {
    const [hint = 'changed 0.1'] = [...this.heard].slice(Math.floor(Math.random() * this.heard.size));
    const move = (by: number) => hint.replace(/(\d+)(?=,|$)/g, (number) => String(Math.max(0, Number(number) + by)));
    const lies = [hint, move(1), move(far), move(-1), 'applied nobody 7', 'changed 999999999.1', `changed 0.${far}`, 'changed', 'applied', '{}', '\u0000\ufffd', 'x'.repeat(2_000)];
    return lies[Math.floor(Math.random() * lies.length)] as string;
  }
}

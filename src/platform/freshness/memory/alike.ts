/**
 * Answers the same object for the same text, so that what many remembered facts have in common takes up room once. What is
 * made of a text must follow from it alone and never change. Bounded: when it is full, it begins anew.
 */
export class Alike<T> {
  private readonly known = new Map<string, T>();

  constructor(
    private readonly make: (text: string) => T,
    private readonly most = 10_000,
  ) {}

  of(text: string): T {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= this.most) this.known.clear();
    const made = this.make(text);
    this.known.set(text, made);
    return made;
  }
}

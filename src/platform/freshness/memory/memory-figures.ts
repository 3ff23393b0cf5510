/** What metrics say of a memory. */
export interface MemoryFigures {
  readonly name: string;
  readonly size: number;
  readonly hits: number;
  readonly misses: number;
}

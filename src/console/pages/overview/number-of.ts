/** A number that is counted up to a bound: "12", "10,000 or more". */
export const numberOf = ({ count, atLeast }: { readonly count: number; readonly atLeast: boolean }): string =>
  atLeast ? `${count.toLocaleString('en')} or more` : count.toLocaleString('en');

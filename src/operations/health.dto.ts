export class HealthDto {
  /**
   * Always `ok`; anything else is another status.
   * @example "ok"
   */
  status: string;
}

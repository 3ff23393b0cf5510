import { ApiProperty } from '@nestjs/swagger';
import type { Receipt } from '../freshness/index.js';

/** From when on a change holds everywhere. */
export class FreshnessDto implements Receipt {
  /**
   * Opaque; give it as `minEpoch` where a decision must not be older than this change.
   * @example "MTAwMS40Mg"
   */
  epoch: string;

  /**
   * Nodes known to have applied the change, this one included.
   * @example 1
   */
  nodes: number;

  /**
   * Milliseconds the answer waited for them.
   * @example 0
   */
  waitedMs: number;
}

/** What every change of power answers besides the new state. */
export class ChangedDto {
  @ApiProperty({ description: 'Receipt of the change.' })
  freshness: FreshnessDto;
}

import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn } from 'class-validator';
import { ChangedDto, IsIdList, IsName, Optional, toId } from '../../../platform/http/index.js';
import type { KeyResult, ManyKeys } from './change-many-keys.js';
import { type KeyStep, keyStepNames } from './key-steps.js';

const outcomes = ['changed', 'already', 'failed'] as const;

export class ManyKeysRequest {
  /**
   * Which keys: 200 at most with one call.
   * @example ["1003", "1004"]
   */
  @IsIdList()
  @ArrayNotEmpty()
  ids: string[];

  @ApiProperty({ enum: keyStepNames, description: 'What is done to each. `revoke` is final.', example: 'deactivate' })
  @IsIn(keyStepNames)
  action: KeyStep;

  /**
   * `revoke`: why; kept with each key.
   * @example "found in a public repository"
   */
  @Optional()
  @IsName(200)
  reason?: string;
}

export class KeyResultDto {
  /**
   * The id of the key.
   * @example "1003"
   */
  id: string;

  @ApiProperty({ type: String, nullable: true, description: 'What it is called; null when there is no such key, or none that you may see.', example: 'CI server' })
  name: string | null;

  @ApiProperty({ enum: outcomes, description: '`already`: nothing had to be changed. `failed`: `code` and `detail` say why.', example: 'changed' })
  outcome: (typeof outcomes)[number];

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed: the code that the call for this key alone would answer.', example: null })
  code: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The same in words.', example: null })
  detail: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The decision behind a refusal, which `GET decisions/{id}` explains.', example: null })
  decisionId: string | null;
}

export class ChangedKeysDto extends ChangedDto {
  @ApiProperty({ type: [KeyResultDto], description: 'One by one, in the order in which they were named.' })
  items: KeyResultDto[];
}

export const toManyKeys = ({ ids, action, reason }: ManyKeysRequest): ManyKeys => ({ ids: ids.map(toId), step: action, reason: action === 'revoke' ? (reason ?? null) : null });

export const toKeyResultDto = ({ id, name, outcome, error }: KeyResult): KeyResultDto => ({
  id: String(id),
  name,
  outcome,
  code: error?.code ?? null,
  detail: error?.message ?? null,
  decisionId: error?.extras.decisionId ?? null,
});

import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { fromOptionalInstant, Optional } from '../../../platform/http/index.js';
import { IsTotp } from '../../users/index.js';
import type { SecondFactorState } from './own-second-factor.js';

export class BeginSecondFactorRequest {
  /**
   * Your password.
   * @example "plum-harbour-lantern"
   */
  @Length(1, 1024)
  @IsString()
  password: string;
}

export class ConfirmSecondFactorRequest {
  /**
   * The code the app shows now.
   * @example "492039"
   */
  @IsTotp()
  totp: string;
}

export class ProvedRequest extends BeginSecondFactorRequest {
  /**
   * The code the app shows now.
   * @example "492039"
   */
  @Optional()
  @IsTotp()
  totp?: string;

  /**
   * One of the recovery codes, in place of `totp`.
   * @example "k3fm-9xq2-7wcd-h04t-znb5-r8ya"
   */
  @Optional()
  @Length(1, 100)
  @IsString()
  recoveryCode?: string;
}

export class RequiringOrganisationDto {
  /**
   * The id of the organisation.
   * @example "1001"
   */
  id: string;

  /**
   * Its name in addresses.
   * @example "megacorp"
   */
  slug: string;

  /**
   * Its name for people.
   * @example "Megacorp"
   */
  name: string;
}

export class OwnSecondFactorDto {
  /**
   * Whether signing in takes a second factor.
   * @example true
   */
  enabled: boolean;

  /**
   * Since when; null: it takes none.
   * @example "2026-01-31T12:00:00.000Z"
   */
  enabledAt: string | null;

  /**
   * How many recovery codes have not been used.
   * @example 10
   */
  recoveryCodesLeft: number;

  /** The organisations that let the person in only with one: it cannot be switched off meanwhile. */
  requiredBy: RequiringOrganisationDto[];
}

export class BegunSecondFactorDto {
  /**
   * For the app, to be typed; in base 32.
   * @example "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
   */
  secret: string;

  /**
   * The same for a QR code.
   * @example "otpauth://totp/Latchkey:ada?issuer=Latchkey&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30"
   */
  uri: string;
}

export class RecoveryCodesDto {
  /** Shown this one time. Each is good once, in place of a code of the app. */
  @ApiProperty({ example: ['k3fm-9xq2-7wcd-h04t-znb5-r8ya'] })
  recoveryCodes: string[];
}

export const toOwnSecondFactorDto = ({ since, recoveryCodesLeft, requiredBy }: SecondFactorState): OwnSecondFactorDto => ({
  enabled: since !== null,
  enabledAt: fromOptionalInstant(since),
  recoveryCodesLeft,
  requiredBy: requiredBy.map(({ id, slug, name }) => ({ id: String(id), slug, name })),
});

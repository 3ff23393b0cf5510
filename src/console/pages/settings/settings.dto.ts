import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { OrganisationDto, UpdateOrganisationRequest } from '../../../features/organisations/index.js';
import { FieldDto } from '../../model/form-model.js';
import { LinkedType } from '../../model/linked.js';

/** What is left out stays as it is. */
export class SettingsForm extends PickType(UpdateOrganisationRequest, ['name', 'keyCreation', 'profileKeys', 'queryCredential', 'requireSecondFactor']) {}

export class RequireSecondFactorForm {
  /**
   * Whether people who sign in are let in only with a second factor, from their next request on.
   * @example true
   */
  @IsBoolean()
  requireSecondFactor: boolean;
}

/** The settings of an organisation. */
export class SettingsPageDto extends LinkedType(OrganisationDto, 'SettingsBase') {
  @ApiProperty({ type: [FieldDto], description: 'What can be changed by `POST` to `_links.update`, and what it means.' })
  fields: FieldDto[];

  @ApiProperty({ type: Number, nullable: true, description: 'How many people can sign in here; null: the caller may not see users.', example: 12 })
  'Active Users': number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'How many of them have no second factor yet; null: the caller may not see users.', example: 3 })
  'Without Second Factor': number | null;

  @ApiProperty({ description: 'Whether the caller has a second factor: only somebody who has one can require it of everybody.', example: true })
  'Your Second Factor': boolean;
}

import { ApiProperty } from '@nestjs/swagger';
import { OptionDto } from '../../model/form-model.js';

export class OptionsDto {
  /** The first of them, by name. */
  @ApiProperty({ type: [OptionDto] })
  options: OptionDto[];

  /**
   * Whether these are all there are. Others are taken by their ids and names as well.
   * @example true
   */
  complete: boolean;
}

/** What can be asked about, as far as the caller may see it. */
export class ChoosableDto {
  @ApiProperty({ name: 'Keys', type: OptionsDto, description: 'What can be asked for as `key`.' })
  Keys: OptionsDto;

  @ApiProperty({ name: 'Users', type: OptionsDto, description: 'What can be asked for as `user`.' })
  Users: OptionsDto;

  @ApiProperty({ name: 'Workspaces', type: OptionsDto, description: 'What can be asked for as `workspaceId`.' })
  Workspaces: OptionsDto;

  @ApiProperty({ name: 'Permissions', type: [OptionDto], description: 'What can be asked for as `permission`.' })
  Permissions: OptionDto[];
}

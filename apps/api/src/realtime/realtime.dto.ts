import { IsString, MaxLength } from 'class-validator';

export class RenewDto {
  @IsString()
  @MaxLength(4096)
  token: string;
}

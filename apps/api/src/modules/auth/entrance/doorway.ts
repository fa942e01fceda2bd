import { Injectable } from '@nestjs/common';
import {
  type SecondFactorRequest,
  type SessionTransport,
  type SignInChallenge,
  type SignedIn,
  cookieNames,
} from '@parley/contracts';
import type { Request, Response } from 'express';
import { readCookie } from '../../../platform/browser';
import { Network } from '../../../platform/network';
import { presentMe } from '../../users';
import { SessionsService } from '../sessions/sessions.service';
import { setAuthCookies } from './auth-cookies';
import { type Arrival, type Entered, EntranceService } from './entrance.service';

export interface Exchange {
  request: Request;
  response: Response;
}

/** The entrance over HTTP: what a request tells of the device, and how tokens travel back. */
@Injectable()
export class Doorway {
  constructor(
    private readonly entrance: EntranceService,
    private readonly sessions: SessionsService,
    private readonly network: Network,
  ) {}

  async enter(
    arrival: Arrival,
    transport: SessionTransport | undefined,
    exchange: Exchange,
  ): Promise<SignedIn | SignInChallenge> {
    const entered = await this.entrance.enter(arrival, this.network.deviceOf(exchange.request));
    return 'challenge' in entered ? entered : this.letIn(entered, transport, exchange);
  }

  async complete(asked: SecondFactorRequest, exchange: Exchange): Promise<SignedIn> {
    const entered = await this.entrance.complete(asked, this.network.deviceOf(exchange.request));
    return this.letIn(entered, asked.session, exchange);
  }

  /** The session that this browser had is over: its tokens would stay alive, and nobody would hold them any more. */
  private async letIn(entered: Entered, transport: SessionTransport = 'cookie', exchange: Exchange): Promise<SignedIn> {
    const refreshToken = transport === 'cookie' ? readCookie(exchange.request, cookieNames.refresh) : null;
    if (refreshToken) await this.sessions.signOut({ refreshToken }, this.network.deviceOf(exchange.request));
    return signedIn(entered, transport, exchange);
  }
}

export function signedIn({ person, tokens }: Entered, transport: SessionTransport, exchange: Exchange): SignedIn {
  const { accessToken, expiresIn, refreshToken } = tokens;
  const answer: SignedIn = { user: presentMe(person), accessToken, expiresIn };
  if (transport === 'token') return { ...answer, refreshToken };
  setAuthCookies(exchange.request, exchange.response, tokens);
  return answer;
}

import { Duration, SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AuthenticateCognitoAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2-actions';

/** How people log in before their requests reach a service. */
export interface LoginOptions {
  /**
   * What the provider is asked for, separated by spaces.
   *
   * @default 'openid'
   */
  readonly scope?: string;

  /**
   * What happens to a request of someone who is not logged in.
   *
   * @default UnauthenticatedAction.AUTHENTICATE
   */
  readonly onUnauthenticatedRequest?: elbv2.UnauthenticatedAction;

  /**
   * How long a login lasts.
   *
   * @default Duration.days(7)
   */
  readonly sessionTimeout?: Duration;

  /**
   * The name of the cookie that remembers the login.
   *
   * @default AWSELBAuthSessionCookie
   */
  readonly sessionCookieName?: string;
}

/** An identity provider that speaks OpenID Connect. */
export interface OidcOptions extends LoginOptions {
  /** The provider, for example `https://login.example.com`. */
  readonly issuer: string;

  /** Where people log in. */
  readonly authorizationEndpoint: string;

  /** Where the load balancer gets tokens. */
  readonly tokenEndpoint: string;

  /** Where the load balancer asks who someone is. */
  readonly userInfoEndpoint: string;

  /** What the provider knows the service by. */
  readonly clientId: string;

  /** What proves it, for example `SecretValue.secretsManager('login')`. */
  readonly clientSecret: SecretValue;
}

/** A user pool of Amazon Cognito. */
export interface CognitoOptions extends LoginOptions {
  /** The user pool. */
  readonly userPool: cognito.IUserPool;

  /** The client of the user pool that stands for the service. It needs a secret and the authorization code flow. */
  readonly userPoolClient: cognito.IUserPoolClient;

  /** Where people log in. */
  readonly userPoolDomain: cognito.IUserPoolDomain;
}

/** Tokens that programs send along in the `Authorization` header. */
export interface JwtOptions {
  /** Who must have issued the token. At most 256 characters. */
  readonly issuer: string;

  /** Where the public keys of the issuer are, by HTTPS. At most 256 characters. */
  readonly jwksEndpoint: string;
}

/** Who gets through a load balancer to a service. It needs an HTTPS listener. */
export abstract class Authentication {
  /**
   * People who have logged in with an identity provider that speaks OpenID Connect.
   *
   * @param options the provider
   */
  public static oidc(options: OidcOptions): Authentication {
    return new Login('oidc', (next) => elbv2.ListenerAction.authenticateOidc({ ...options, next }));
  }

  /**
   * People who have logged in with a user pool of Amazon Cognito.
   *
   * @param options the user pool
   */
  public static cognito(options: CognitoOptions): Authentication {
    return new Login('cognito', (next) => new AuthenticateCognitoAction({ ...options, next }));
  }

  /**
   * Programs that send a signed token along. Nobody is sent to a login.
   *
   * @param options who signs
   */
  public static jwt(options: JwtOptions): Authentication {
    return new Login('jwt', (next) => elbv2.ListenerAction.authenticateJwt({ ...options, next }));
  }

  /** What it is called in messages: `oidc`, `cognito` or `jwt`. */
  public abstract readonly kind: string;

  /**
   * The action that comes before the requests go on.
   *
   * @param next where requests go that got through
   */
  public abstract bind(next: elbv2.ListenerAction): elbv2.ListenerAction;
}

class Login extends Authentication {
  constructor(public readonly kind: string, private readonly before: (next: elbv2.ListenerAction) => elbv2.ListenerAction) {
    super();
  }

  public bind(next: elbv2.ListenerAction): elbv2.ListenerAction {
    return this.before(next);
  }
}

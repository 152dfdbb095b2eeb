import { Token } from 'aws-cdk-lib';
import { ClusterQuery } from './cluster-query';
import { valueText } from './value-text';

/**
 * An attribute of container instances, to ask for in a placement constraint.
 *
 * An instance without the attribute satisfies only `absent`: not even `notEqualTo`.
 */
export class Attribute {
  /** The EC2 instance type, such as `m6i.large`. */
  public static readonly INSTANCE_TYPE = new Attribute('ecs.instance-type');

  /** The Availability Zone, such as `us-east-1a`. */
  public static readonly AVAILABILITY_ZONE = new Attribute('ecs.availability-zone');

  /** The id of the machine image. */
  public static readonly AMI_ID = new Attribute('ecs.ami-id');

  /** `linux` or `windows`. */
  public static readonly OS_TYPE = new Attribute('ecs.os-type');

  /** `LINUX`, or a Windows release such as `WINDOWS_SERVER_2022_CORE`. */
  public static readonly OS_FAMILY = new Attribute('ecs.os-family');

  /** `x86_64` or `arm64`. */
  public static readonly CPU_ARCHITECTURE = new Attribute('ecs.cpu-architecture');

  /** The id of the VPC. */
  public static readonly VPC_ID = new Attribute('ecs.vpc-id');

  /** The id of the subnet. */
  public static readonly SUBNET_ID = new Attribute('ecs.subnet-id');

  /**
   * An attribute of your own, or one of ECS that is not in the list here.
   *
   * @param name 1 to 128 letters, digits, hyphens, underscores, slashes, backslashes and dots
   */
  public static custom(name: string): Attribute {
    return new Attribute(name);
  }

  /** The name, without `attribute:`. */
  public readonly name: string;

  private constructor(name: string) {
    if (!Token.isUnresolved(name) && !/^[A-Za-z0-9_./\\-]{1,128}$/.test(name)) {
      throw new Error(`\`name\` of an attribute must be 1 to 128 letters, digits, -, _, /, \\ and ., got ${JSON.stringify(name)}`);
    }
    this.name = name;
  }

  /** Instances with this value of the attribute. */
  public equalTo(value: string): ClusterQuery {
    return this.compare('==', checked(value));
  }

  /** Instances that have the attribute with another value. */
  public notEqualTo(value: string): ClusterQuery {
    return this.compare('!=', checked(value));
  }

  /**
   * Instances whose value matches a pattern.
   *
   * @param pattern a Java regular expression for the whole value, such as `m6.*`
   */
  public matching(pattern: string): ClusterQuery {
    return this.compare('=~', pattern);
  }

  /**
   * Instances that have the attribute with a value that does not match a pattern.
   *
   * @param pattern a Java regular expression for the whole value, such as `t2.*`
   */
  public notMatching(pattern: string): ClusterQuery {
    return this.compare('!~', pattern);
  }

  /** Instances with one of the values. */
  public oneOf(...values: string[]): ClusterQuery {
    return this.list('in', 'oneOf', values);
  }

  /** Instances that have the attribute with none of the values. */
  public noneOf(...values: string[]): ClusterQuery {
    return this.list('!in', 'noneOf', values);
  }

  /** Instances that have the attribute, whatever its value. */
  public present(): ClusterQuery {
    return ClusterQuery._simple(`attribute:${this.name} exists`);
  }

  /** Instances that do not have the attribute. */
  public absent(): ClusterQuery {
    return ClusterQuery._simple(`attribute:${this.name} !exists`);
  }

  private compare(operator: string, value: string): ClusterQuery {
    return ClusterQuery._simple(`attribute:${this.name} ${operator} ${valueText(value, operator)}`);
  }

  private list(operator: string, method: string, values: readonly string[]): ClusterQuery {
    if (values.length === 0) throw new Error(`\`${method}\` must have at least one value, got none`);
    return ClusterQuery._simple(`attribute:${this.name} ${operator} [${values.map((value) => valueText(checked(value), '==')).join(', ')}]`);
  }
}

/** No instance can have another value, so a constraint on it would never hold. */
function checked(value: string): string {
  if (!Token.isUnresolved(value) && !/^(?! )[A-Za-z0-9_.@:/\\ -]{1,128}(?<! )$/.test(value)) {
    throw new Error(`a value of an attribute must be 1 to 128 letters, digits, spaces, -, _, ., @, :, / and \\, without a space at its ends, got ${JSON.stringify(value)}`);
  }
  return value;
}

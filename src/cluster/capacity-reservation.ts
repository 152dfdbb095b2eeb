import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Which Capacity Reservations container instances use. */
export class CapacityReservation {
  /** Any open reservation that matches. */
  public static open(): CapacityReservation {
    return new CapacityReservation('CapacityReservationPreference', 'open');
  }

  /** None, even when an open one matches. */
  public static none(): CapacityReservation {
    return new CapacityReservation('CapacityReservationPreference', 'none');
  }

  /**
   * One reservation; when it is used up, no further instance starts.
   *
   * @param capacityReservationId the id, for example `cr-0123456789abcdef0`
   */
  public static fromId(capacityReservationId: string): CapacityReservation {
    return new CapacityReservation('CapacityReservationTarget.CapacityReservationId', capacityReservationId);
  }

  /**
   * The reservations of a resource group.
   *
   * @param resourceGroupArn the ARN of the resource group
   */
  public static fromResourceGroup(resourceGroupArn: string): CapacityReservation {
    return new CapacityReservation('CapacityReservationTarget.CapacityReservationResourceGroupArn', resourceGroupArn);
  }

  private constructor(private readonly path: string, private readonly value: string) {}

  /**
   * Writes the choice into a launch template.
   *
   * @param launchTemplate the launch template of the container instances
   */
  public applyTo(launchTemplate: ec2.LaunchTemplate): void {
    const resource = launchTemplate.node.defaultChild as ec2.CfnLaunchTemplate;
    resource.addPropertyOverride(`LaunchTemplateData.CapacityReservationSpecification.${this.path}`, this.value);
  }
}

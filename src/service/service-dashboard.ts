import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Service } from './service';

/** Properties of `ServiceDashboard`. */
export interface ServiceDashboardProps {
  /** The services that are shown, one row each. */
  readonly services: Service[];

  /**
   * The name of the dashboard.
   *
   * @default - a name made by CloudFormation
   */
  readonly dashboardName?: string;
}

/** A CloudWatch dashboard with a row of graphs for each service. */
export class ServiceDashboard extends Construct {
  /** The dashboard of the CDK that this construct holds. */
  public readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: ServiceDashboardProps) {
    super(scope, id);
    if (props.services.length === 0) throw new Error('`services` must hold at least one, got none');
    this.dashboard = new cloudwatch.Dashboard(this, 'Resource', {
      dashboardName: props.dashboardName, widgets: props.services.map((service) => service.widgets()),
    });
  }
}

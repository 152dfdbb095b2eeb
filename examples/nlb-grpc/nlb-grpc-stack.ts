import { Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Cluster, Cpu, NetworkListener, NetworkService } from 'cdk-ecs-stowage';

/** gRPC behind a Network Load Balancer, which passes the connections on as they are. */
export class NlbGrpcStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const grpc = new NetworkService(this, 'Prices', {
      cluster: new Cluster(this, 'Cluster', { vpc: exampleVpc(this) }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      command: ['nc', '-lk', '-p', '50051', '-e', 'cat'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      containerPort: 50051,
      listener: NetworkListener.tcp(50051, { deletionProtection: false }),
    });

    acknowledge(grpc, 'ELB2', 'a Network Load Balancer logs TLS connections only, and these are plain TCP inside the VPC');
    acknowledge(grpc, 'ELBLoggingEnabled', 'a Network Load Balancer logs TLS connections only, and these are plain TCP inside the VPC');
    acknowledge(grpc, 'ELBDeletionProtectionEnabled', 'the example is meant to be destroyed');
    acknowledge(grpc, 'ELBv2ACMCertificateRequired', 'an example has no certificate; use NetworkListener.tls(certificate)');
    acknowledge(grpc, 'EC2RestrictedCommonPorts', 'only the address range of the VPC is admitted, which the rule cannot read');
    acknowledge(grpc, 'EC2RestrictedSSH', 'only the address range of the VPC is admitted, which the rule cannot read');
  }
}

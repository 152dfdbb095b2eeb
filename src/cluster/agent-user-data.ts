import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Boot script that makes the ECS agent join the cluster, drain on a Spot notice, and keep tasks from the instance's credentials. */
export function agentUserData(clusterName: string): ec2.UserData {
  const userData = ec2.UserData.forLinux();
  userData.addCommands(
    "cat <<'ECS_CONFIG' >> /etc/ecs/ecs.config",
    `ECS_CLUSTER=${clusterName}`,
    'ECS_AWSVPC_BLOCK_IMDS=true',
    'ECS_ENABLE_SPOT_INSTANCE_DRAINING=true',
    'ECS_CONFIG',
  );
  return userData;
}

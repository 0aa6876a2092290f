/**
 * How long resources that take long usually take to be made, in minutes, as their providers' documentation or their time limits
 * suggest. Only for telling a person what to expect: nothing is decided by it.
 */
export const typicalMinutes: Readonly<Record<string, number>> = {
  // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs: resources whose default time limits are 10 minutes and more.
  aws_cloudfront_distribution: 8,
  aws_db_instance: 12,
  aws_elasticache_replication_group: 15,
  aws_lb: 4,
  aws_nat_gateway: 3,
  aws_autoscaling_group: 5,
  // https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs
  google_container_cluster: 12,
  google_container_node_pool: 5,
  google_sql_database_instance: 15,
  google_redis_instance: 8,
  google_service_networking_connection: 3,
  // https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs
  azurerm_kubernetes_cluster: 10,
  azurerm_kubernetes_cluster_node_pool: 6,
  azurerm_managed_redis: 20,
  azurerm_postgresql_flexible_server: 12,
  azurerm_cdn_frontdoor_profile: 5,
  azurerm_private_endpoint: 3,
  helm_release: 8,
};

/** Of a type that is not listed. */
export const otherMinutes = 2;

export function minutesOf(address: string): number {
  const type = address.replace(/^(module\.[^.]+\.)*/, '').split('.')[0] ?? '';
  return typicalMinutes[type] ?? otherMinutes;
}

# Auto scaling sets the capacity of tables. Terraform ignores those changes.

# `ignore_changes` covers all indexes of a table: a single index has no address. To add or change an index, set
# `autoscale.indexes` to false for one apply.

# The history of each order, for the warehouse and for complaints.
resource "aws_dynamodb_table" "events" {
  name                        = "shop-events-t3"
  billing_mode                = "PROVISIONED"
  read_capacity               = 10
  write_capacity              = 20
  hash_key                    = "orderId"
  range_key                   = "happenedAt"
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES"
  deletion_protection_enabled = true

  attribute {
    name = "customerId"
    type = "S"
  }

  attribute {
    name = "happenedAt"
    type = "N"
  }

  attribute {
    name = "kind"
    type = "S"
  }

  attribute {
    name = "orderId"
    type = "S"
  }

  attribute {
    name = "shelf"
    type = "N"
  }

  global_secondary_index {
    name            = "ByCustomer"
    hash_key        = "customerId"
    range_key       = "happenedAt"
    projection_type = "KEYS_ONLY"
    read_capacity   = 10
    write_capacity  = 20
  }

  # The picking screens of the warehouse.
  global_secondary_index {
    name               = "ByShelf"
    hash_key           = "shelf"
    range_key          = "happenedAt"
    projection_type    = "INCLUDE"
    non_key_attributes = ["sku", "quantity"]
    read_capacity      = 5
    write_capacity     = 20
  }

  # Complaints look for one kind of event.
  local_secondary_index {
    name               = "ByKind"
    range_key          = "kind"
    projection_type    = "INCLUDE"
    non_key_attributes = ["sku"]
  }

  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
  }

  lifecycle {
    ignore_changes = [read_capacity, write_capacity, global_secondary_index]
  }
}

resource "aws_dynamodb_table" "invoices" {
  name                        = "shop-invoices-t3"
  billing_mode                = "PROVISIONED"
  read_capacity               = 2
  write_capacity              = 1
  hash_key                    = "invoiceId"
  table_class                 = "STANDARD_INFREQUENT_ACCESS"
  deletion_protection_enabled = true

  attribute {
    name = "invoiceId"
    type = "S"
  }

  ttl {
    attribute_name = "expiresAt"
    enabled        = false
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}

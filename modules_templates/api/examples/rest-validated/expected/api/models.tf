resource "aws_api_gateway_model" "this" {
  for_each = {
    "Product" = {
      "$schema"              = "http://json-schema.org/draft-04/schema#"
      "type"                 = "object"
      "required"             = ["name", "description", "price", "stock_quantity", "category"]
      "additionalProperties" = false
      "properties" = {
        "name" = {
          "type"      = "string"
          "minLength" = 1
          "maxLength" = 200
        }
        "description" = {
          "type" = "string"
        }
        "price" = {
          "type"             = "number"
          "minimum"          = 0
          "exclusiveMinimum" = true
        }
        "stock_quantity" = {
          "type"    = "integer"
          "minimum" = 0
        }
        "category" = {
          "type" = "string"
        }
      }
    }
    "Order" = {
      "$schema"              = "http://json-schema.org/draft-04/schema#"
      "type"                 = "object"
      "required"             = ["customer_id", "items"]
      "additionalProperties" = false
      "properties" = {
        "customer_id" = {
          "type"      = "string"
          "minLength" = 1
        }
        "items" = {
          "type"     = "array"
          "minItems" = 1
          "items" = {
            "type"                 = "object"
            "required"             = ["product_id", "quantity"]
            "additionalProperties" = false
            "properties" = {
              "product_id" = {
                "type"      = "string"
                "minLength" = 1
              }
              "quantity" = {
                "type"    = "integer"
                "minimum" = 1
              }
            }
          }
        }
      }
    }
  }

  rest_api_id  = aws_api_gateway_rest_api.this.id
  name         = each.key
  content_type = "application/json"
  schema       = jsonencode(each.value)

  lifecycle {
    # AWS refuses to delete a model that a method names, so the methods are updated first.
    create_before_destroy = true
  }
}

resource "aws_api_gateway_request_validator" "body" {
  rest_api_id                 = aws_api_gateway_rest_api.this.id
  name                        = "body"
  validate_request_body       = true
  validate_request_parameters = false

  lifecycle {
    # AWS refuses to delete a validator that a method names, so the methods are updated first.
    create_before_destroy = true
  }
}

resource "aws_api_gateway_request_validator" "parameters" {
  rest_api_id                 = aws_api_gateway_rest_api.this.id
  name                        = "parameters"
  validate_request_body       = false
  validate_request_parameters = true

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_request_validator" "body_and_parameters" {
  rest_api_id                 = aws_api_gateway_rest_api.this.id
  name                        = "body and parameters"
  validate_request_body       = true
  validate_request_parameters = true

  lifecycle {
    create_before_destroy = true
  }
}

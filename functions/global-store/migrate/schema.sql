-- The store's tables in Aurora DSQL. Each statement is run in a transaction of its own, since DSQL takes one change of
-- the schema in each; each can be run again. There are no foreign keys in DSQL and no sequences: rows refer to each
-- other by UUIDs, and the order that is written with its lines in one transaction keeps them together.

CREATE SCHEMA IF NOT EXISTS store;

CREATE TABLE IF NOT EXISTS store.products (
  id             uuid PRIMARY KEY,
  name           varchar(200) NOT NULL,
  description    varchar(4000) NOT NULL,
  price          numeric(12, 2) NOT NULL CHECK (price > 0),
  stock_quantity integer NOT NULL CHECK (stock_quantity >= 0),
  category       varchar(100) NOT NULL
);

-- ASYNC is DSQL's: the index is built in the background, and nobody waits.
CREATE INDEX ASYNC IF NOT EXISTS products_by_category ON store.products (category, id);

CREATE TABLE IF NOT EXISTS store.orders (
  id          uuid PRIMARY KEY,
  customer_id uuid NOT NULL,
  total       numeric(12, 2) NOT NULL,
  created_at  timestamptz NOT NULL
);

CREATE INDEX ASYNC IF NOT EXISTS orders_by_customer ON store.orders (customer_id, created_at);

-- A line belongs to its order, and keeps the price of that day.
CREATE TABLE IF NOT EXISTS store.order_items (
  order_id   uuid NOT NULL,
  product_id uuid NOT NULL,
  quantity   integer NOT NULL CHECK (quantity > 0),
  price      numeric(12, 2) NOT NULL,
  PRIMARY KEY (order_id, product_id)
);

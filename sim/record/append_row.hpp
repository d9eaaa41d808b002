#pragma once

#include "record/recorder.hpp"
#include "tables/description.hpp"

namespace poach {

/// Adds a row to the text of its table.
template <class Row>
void append(TableText& out, const tables::TableDescription<Row>& table, const Row& row) {
  table.append_row(out.text, row);
  ++out.rows;
}

}  // namespace poach

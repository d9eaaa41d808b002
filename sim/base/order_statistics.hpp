#pragma once
// The values at given ranks of very many numbers, without sorting or copying them all.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace poach {
class Workers;

/// Numbers in pieces: appends those of a piece to a list, the same at every call.
using AppendPiece = std::function<void(std::size_t piece, std::vector<double>& values)>;

/// The values at `ranks` (at most 255; 0 the smallest; ascending, each below the count of numbers)
/// among the numbers of all pieces; no NaN among them. Two passes over the pieces: the first counts
/// by the leading bits, the second keeps only numbers that share them with a wanted value. Exact,
/// whatever the number of threads.
[[nodiscard]] std::vector<double> order_statistics(std::size_t pieces, const AppendPiece& append,
                                                   std::span<const std::uint64_t> ranks,
                                                   const Workers& workers);

}  // namespace poach

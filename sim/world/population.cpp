#include "world/population.hpp"

#include <algorithm>
#include <utility>

#include "base/screen.hpp"

namespace poach {

Population::Population(std::vector<Cohort> cohorts) : cohorts_(std::move(cohorts)) {
  for (std::uint32_t c = 0; c < cohorts_.size(); ++c) {
    Cohort& cohort = cohorts_[c];
    cohort.first = ResearcherId{size_};
    starts_.push_back(size_);
    first_block_.push_back(static_cast<std::uint32_t>(blocks_.size()));
    for (std::uint32_t done = 0; done < cohort.count; done += block_size) {
      const std::uint32_t here = std::min(block_size, cohort.count - done);
      blocks_.push_back({c, done, {size_ + done, size_ + done + here}});
    }
    size_ += cohort.count;
  }
}

std::uint32_t Population::find_cohort(ResearcherId researcher) const {
  // The last cohort that starts at or before the researcher; empty cohorts start where the next
  // does. Halved without branches: which half it is cannot be foreseen.
  const std::uint32_t* first = starts_.data();
  for (std::size_t size = starts_.size(); size > 1;) {
    const std::size_t half = size / 2;
    first += first[half] <= researcher.value() ? half : 0;
    size -= half;
  }
  return static_cast<std::uint32_t>(first - starts_.data());
}

std::uint32_t Population::ordinal_of(ResearcherId researcher) const {
  return researcher.value() - starts_[cohort_of(researcher)];
}

std::size_t Population::block_of(ResearcherId researcher) const {
  const std::uint32_t cohort = cohort_of(researcher);
  return first_block_[cohort] + (researcher.value() - starts_[cohort]) / block_size;
}

}  // namespace poach

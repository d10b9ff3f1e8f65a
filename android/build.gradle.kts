plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.compose) apply false
}

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose)
}

val house: File = rootDir.parentFile
val target: File = System.getenv("CARGO_TARGET_DIR")?.let(::File) ?: house.resolve("target")
val native: Provider<Directory> = layout.buildDirectory.dir("native")

android {
    namespace = "org.outrider.app"
    compileSdk = 36
    defaultConfig {
        applicationId = "org.outrider.app"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }
    sourceSets.named("main") {
        kotlin.directories += target.resolve("bindings/kotlin").path
        kotlin.directories += target.resolve("bindings/words/kotlin").path
        jniLibs.directories += native.get().asFile.path
    }
    sourceSets.named("test") {
        kotlin.directories += rootDir.resolve("testing/src/main/kotlin").path
        kotlin.directories += rootDir.resolve("cable/src/main/kotlin").path
    }
    testOptions.unitTests {
        isIncludeAndroidResources = true
        all {
            it.systemProperty("jna.library.path", target.resolve("debug").path)
            it.systemProperty("robolectric.graphicsMode", "NATIVE")
        }
    }
}

// The library of the host, which tests load, and the Kotlin that is generated from it.
val bindings = tasks.register<Exec>("bindings") {
    workingDir = house
    commandLine("cargo", "xtask", "bindings", "--only", "kotlin")
}

// The library of the phone, with the encrypted store.
val core = tasks.register<Exec>("core") {
    workingDir = house
    commandLine(
        "cargo", "ndk", "--platform", "26",
        "--target", "arm64-v8a", "--target", "armeabi-v7a", "--target", "x86_64",
        "--output-dir", native.get().asFile.path,
        "build", "--package", "outrider-bindings", "--release", "--features", "sqlcipher",
    )
}

tasks.named("preBuild") { dependsOn(bindings, core) }

dependencies {
    implementation(libs.compose.foundation)
    implementation(libs.compose.material3)
    implementation(libs.activity.compose)
    implementation(libs.work.runtime)
    implementation(libs.kotlinx.coroutines.android)
    implementation(libs.zxing.core)
    implementation(variantOf(libs.jna) { artifactType("aar") })

    debugImplementation(libs.compose.test.manifest)
    testImplementation(libs.jna)
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
    testImplementation(libs.compose.test)
    testImplementation(libs.kotlinx.coroutines.test)
}
